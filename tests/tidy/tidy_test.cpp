#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

/// House rules that a program can check.
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const fs::path kSource = EBBTIDE_SOURCE_DIR;

std::string ReadFile(const fs::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<fs::path> SourcesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".hpp" || extension == ".cpp") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string LayerOf(const fs::path& file) {
  return (*fs::relative(file, kSource / "src").begin()).string();
}

/// What each layer may include, from the CMake targets.
std::map<std::string, std::set<std::string>> DeclaredLayers() {
  std::map<std::string, std::set<std::string>> layers;
  std::ifstream stream(fs::path(EBBTIDE_BINARY_DIR) / "layers.txt");
  for (std::string line; std::getline(stream, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    name.pop_back();  // the colon
    for (std::string used; words >> used;) layers[name].insert(used);
    layers[name].insert(name);
  }
  return layers;
}

std::vector<std::string> QuotedIncludes(const std::string& text) {
  constexpr std::string_view kInclude = "#include \"";
  std::vector<std::string> includes;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kInclude)) continue;
    includes.push_back(line.substr(kInclude.size(), line.rfind('"') - kInclude.size()));
  }
  return includes;
}

TEST(Layers, IncludeOnlyWhatTheyDeclare) {
  const auto layers = DeclaredLayers();
  ASSERT_GE(layers.size(), 10U);
  std::vector<std::string> wrong;
  for (const auto& file : SourcesIn(kSource / "src")) {
    const auto& allowed = layers.at(LayerOf(file));
    for (const auto& include : QuotedIncludes(ReadFile(file))) {
      const auto used = include.substr(0, include.find('/'));
      if (!allowed.contains(used)) wrong.push_back(file.string() + " includes " + include);
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Layers, DependOnEachOtherOneWay) {
  const auto layers = DeclaredLayers();
  std::vector<std::string> wrong;
  for (const auto& [name, uses] : layers) {
    for (const auto& used : uses) {
      if (used != name && layers.at(used).contains(name)) wrong.push_back(name + " <-> " + used);
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Layers, KeepHeavyHeadersInFewFiles) {
  const std::vector<std::pair<std::string, std::string>> heavy{
      {"<soci/", "src/store/sql/"},
      {"<boost/asio", "src/server/ src/client/"},
      {"<boost/beast", "src/server/ src/client/"},
      {"<boost/json", "src/schema/ src/app/"},
      {"<CLI/", "src/app/main.cpp"},
      {"<toml++/", "src/app/config.cpp"},
      {"<spdlog/", "src/base/log.cpp"}};
  std::vector<std::string> wrong;
  for (const auto& file : SourcesIn(kSource / "src")) {
    const std::string name = fs::relative(file, kSource).string();
    const std::string text = ReadFile(file);
    for (const auto& [header, homes] : heavy) {
      if (text.find("#include " + header) == std::string::npos) continue;
      std::istringstream words(homes);
      bool home = false;
      for (std::string word; words >> word;) home = home || name.starts_with(word);
      if (!home) wrong.push_back(name + " includes " + header);
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Headers, BeginWithPragmaOnce) {
  std::vector<std::string> wrong;
  for (const auto& file : SourcesIn(kSource / "src")) {
    if (file.extension() != ".hpp") continue;
    if (!ReadFile(file).starts_with("#pragma once\n")) wrong.push_back(file.string());
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Sources, HaveNoOpenEnds) {
  // Put together here, so that this file does not find itself.
  const std::vector<std::string> marks{std::string("TO") + "DO", std::string("FIX") + "ME",
                                       std::string("XX") + "X:", std::string("DISABLED") + "_"};
  std::vector<std::string> wrong;
  for (const char* const folder : {"src", "tests", "bench"}) {
    for (const auto& file : SourcesIn(kSource / folder)) {
      const std::string text = ReadFile(file);
      for (const auto& mark : marks) {
        if (text.find(mark) != std::string::npos) wrong.push_back(file.string() + ": " + mark);
      }
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Sources, StayReadable) {
  constexpr std::ptrdiff_t kLinesMax = 600;
  std::vector<std::string> wrong;
  for (const auto& file : SourcesIn(kSource / "src")) {
    const std::string text = ReadFile(file);
    if (std::ranges::count(text, '\n') > kLinesMax) wrong.push_back(file.string());
  }
  EXPECT_THAT(wrong, IsEmpty());
}

TEST(Money, IsNeverFloatingPoint) {
  std::vector<std::string> wrong;
  for (const char* const layer : {"base", "contract", "refund", "schema", "service", "store"}) {
    for (const auto& file : SourcesIn(kSource / "src" / layer)) {
      std::istringstream lines(ReadFile(file));
      for (std::string line; std::getline(lines, line);) {
        const auto code = line.substr(0, line.find("//"));
        // The JSON parser hands a double over; the reader looks at the number's text instead.
        if (code.find("on_double(double, ") != std::string::npos) continue;
        if (code.find("double ") != std::string::npos || code.find("float ") != std::string::npos) {
          wrong.push_back(file.string() + ": " + line);
        }
      }
    }
  }
  EXPECT_THAT(wrong, IsEmpty());
}

}  // namespace
