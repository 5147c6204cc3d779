#pragma once

#include <string>

namespace ebbtide {

/// All that a file holds. Throws std::runtime_error when it cannot be read.
std::string ReadFile(const std::string& path);

}  // namespace ebbtide
