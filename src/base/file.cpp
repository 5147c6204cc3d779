#include "base/file.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ebbtide {

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::move(content).str();
}

}  // namespace ebbtide
