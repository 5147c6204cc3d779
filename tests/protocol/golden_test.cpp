#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "base/text.hpp"
#include "protocol/envelope.hpp"
#include "protocol/golden_cases.hpp"

/// Every method's answers to the byte. The files are the contract with clients: change one only
/// together with a decision to change the wire.
namespace ebbtide::test {
namespace {

namespace fs = std::filesystem;
using protocol::Format;

const fs::path kGolden = EBBTIDE_SOURCE_DIR "/tests/protocol/golden";
constexpr protocol::Stamp kStamp{.request_id = "3jvmp9ck65dy", .host_label = "top-ebbtide"};

struct Form {
  const char* suffix;
  protocol::Style style;
};
constexpr std::array kForms{Form{".xml", {Format::kXml, false}},
                            Form{".json", {Format::kJson, false}},
                            Form{"_simplified.json", {Format::kJson, true}}};

std::string ReadFile(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return "(there is no such file)";
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string WireOf(const GoldenCase& one, const protocol::Style& style) {
  return protocol::WriteAnswer(one.method, *one.type, one.response.get(), style, kStamp);
}

/// Where two texts part, and all of the actual one, ready to be put into the file.
std::string Difference(const std::string& actual, const std::string& wanted) {
  constexpr std::size_t kAround = 60;
  const auto at =
      static_cast<std::size_t>(std::ranges::mismatch(actual, wanted).in1 - actual.begin());
  const auto from = at < kAround ? 0 : at - kAround;
  return "they part at byte " + std::to_string(at) + "\n  actual: …" +
         actual.substr(std::min(from, actual.size()), 2 * kAround) + "…\n  wanted: …" +
         wanted.substr(std::min(from, wanted.size()), 2 * kAround) + "…\nall of actual:\n" + actual;
}

/// Without the white space around its elements, each of which begins on a line of its own.
std::string Squeezed(const std::string& page) {
  std::string squeezed;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) squeezed += Trim(line);
  return squeezed;
}

/// The page's document as the gateway sends it.
std::string WireOfPage(const std::string& document, std::string_view method) {
  std::string page = Squeezed(document);
  const std::string end = "</" + protocol::RootName(method) + ">";
  EXPECT_TRUE(page.ends_with(end)) << page;
  page.insert(page.size() - end.size(), "<request_id>3jvmp9ck65dy</request_id>");
  return R"(<?xml version="1.0" encoding="utf-8" ?>)" + page + "<!--top-ebbtide-->";
}

TEST(Golden, AnswersAreWhatTheDocumentationPagesShow) {
  std::size_t pages = 0;
  for (const auto& one : GoldenCases()) {
    if (one.name != kPageCase || !fs::exists(kGolden / one.method / "seed.xml")) continue;
    ++pages;
    const std::string wanted = WireOfPage(ReadFile(kGolden / one.method / "seed.xml"), one.method);
    const std::string actual = WireOf(one, {.format = Format::kXml});
    EXPECT_TRUE(actual == wanted) << one.method << ": " << Difference(actual, wanted);
  }
  EXPECT_EQ(pages, 5U);
}

TEST(Golden, AnswersAreTheFilesToTheByte) {
  for (const auto& one : GoldenCases()) {
    for (const auto& form : kForms) {
      const auto file = kGolden / one.method / (one.name + form.suffix);
      const std::string wanted = ReadFile(file);
      const std::string actual = WireOf(one, form.style);
      EXPECT_TRUE(actual == wanted) << file << ": " << Difference(actual, wanted);
    }
  }
}

TEST(Golden, FilesAllHaveTheirCase) {
  std::set<fs::path> wanted;
  for (const auto& one : GoldenCases()) {
    const auto page = kGolden / one.method / "seed.xml";
    if (fs::exists(page)) wanted.insert(page);
    for (const auto& form : kForms) wanted.insert(kGolden / one.method / (one.name + form.suffix));
  }
  std::set<fs::path> there;
  for (const auto& entry : fs::recursive_directory_iterator(kGolden)) {
    if (entry.is_regular_file()) there.insert(entry.path());
  }
  EXPECT_EQ(there, wanted);
}

}  // namespace
}  // namespace ebbtide::test
