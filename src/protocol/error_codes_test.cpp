#include "protocol/error_codes.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace ebbtide::protocol {
namespace {

struct Row {
  int code;
  std::string_view msg;
};

/// top-protocol 7.1, in the spelling that was seen live.
constexpr Row kTable[] = {
    {3, "Upload fail"},
    {7, "App Call Limited"},
    {9, "Http action not allowed"},
    {10, "Service currently unavailable"},
    {11, "Insufficient isv permissions"},
    {12, "Insufficient user permissions"},
    {13, "Insufficient partner permissions"},
    {15, "Remote service error"},
    {21, "Missing method"},
    {22, "Invalid method"},
    {23, "Invalid format"},
    {24, "Missing signature"},
    {25, "Invalid signature"},
    {26, "Missing session"},
    {27, "Invalid session"},
    {28, "Missing app key"},
    {29, "Invalid app Key"},
    {30, "Missing timestamp"},
    {31, "Invalid timestamp"},
    {32, "Missing version"},
    {33, "Invalid version"},
    {34, "Unsupported version"},
    {40, "Missing required arguments"},
    {41, "Invalid arguments"},
    {42, "Insufficient session permissions"},
    {43, "Parameter error"},
    {44, "Invalid access token"},
    {47, "Invalid encoding"},
    {50, "Remote service error"},
};

TEST(ErrorCodes, AreSpeltAsLiveClientsSeeThem) {
  ASSERT_EQ(std::size(kTable), CodeTable().size());
  for (const auto& [code, msg] : kTable) {
    const auto error = MakeError(static_cast<Code>(code), "isv.sub", "why");
    EXPECT_EQ(static_cast<int>(error.code), code);
    EXPECT_EQ(error.msg, msg);
    EXPECT_EQ(error.sub_code, "isv.sub");
    EXPECT_EQ(error.sub_msg, "why");
  }
}

TEST(ErrorCodes, AreInOrderAndExplained) {
  EXPECT_TRUE(std::ranges::is_sorted(CodeTable(), {}, &CodeRow::code));
  for (const auto& row : CodeTable()) {
    EXPECT_EQ(MakeError(row.code).msg, row.msg);
    EXPECT_NE(row.meaning, "") << row.msg;
  }
  EXPECT_THROW(MakeError(static_cast<Code>(45)), std::logic_error);
}

/// The sub-codes that begin a string of the program, without tables and tests.
std::set<std::string> SubCodesOfTheProgram() {
  namespace fs = std::filesystem;
  const std::regex literal(
      R"re("((?:isv|isp|accesscontrol)\.[a-zA-Z-]+|invalid-sessionkey|session-expired))re");
  std::set<std::string> found;
  for (const char* const layer : {"base", "gateway", "refund", "schema", "service", "store"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(EBBTIDE_SOURCE_DIR) / "src" / layer)) {
      const std::string name = entry.path().filename();
      if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
      std::ifstream stream(entry.path());
      std::ostringstream text;
      text << stream.rdbuf();
      const std::string code = text.str();
      for (std::sregex_iterator match(code.begin(), code.end(), literal), end; match != end;
           ++match) {
        found.insert((*match)[1]);
      }
    }
  }
  return found;
}

TEST(SubCodes, AreThoseOfTheProgramAndInOrder) {
  std::vector<std::string> listed;
  for (const auto& row : SubCodeTable()) {
    listed.emplace_back(row.sub_code);
    EXPECT_NE(row.meaning, "") << row.sub_code;
    EXPECT_NE(row.what_to_do, "") << row.sub_code;
  }
  const auto found = SubCodesOfTheProgram();
  ASSERT_GT(found.size(), 20U);
  EXPECT_EQ(listed, std::vector(found.begin(), found.end()));
}

TEST(ErrorCodes, HaveNoOtherParts) {
  const auto error = MakeError(Code::kInvalidSignature);
  EXPECT_EQ(error.sub_code, "");
  EXPECT_EQ(error.sub_msg, "");
}

TEST(ErrorCodes, NameTheArgumentInTheirMessage) {
  const auto missing = FromError(MissingArgument("nicks", "send nicks"), Code::kRemoteService);
  EXPECT_EQ(missing.code, Code::kMissingArguments);
  EXPECT_EQ(missing.msg, "Missing required arguments:nicks");
  EXPECT_EQ(missing.sub_code, "isv.missing-parameter:nicks");
  EXPECT_EQ(missing.sub_msg, "send nicks");

  const auto invalid = FromError(InvalidArgument("cid", "a number"), Code::kRemoteService);
  EXPECT_EQ(invalid.code, Code::kInvalidArguments);
  EXPECT_EQ(invalid.msg, "Invalid arguments:cid");
  EXPECT_EQ(invalid.sub_code, "isv.invalid-parameter:cid");
}

TEST(ErrorCodes, SayARefusalUnderTheCodeThatIsConfigured) {
  for (const Code code : {Code::kRemoteService, Code::kRemoteServiceLive}) {
    const auto refused = FromError(Refused("isv.refund-not-exist:refund_id", "why"), code);
    EXPECT_EQ(refused.code, code);
    EXPECT_EQ(refused.msg, "Remote service error");
    EXPECT_EQ(refused.sub_code, "isv.refund-not-exist:refund_id");
    EXPECT_EQ(refused.sub_msg, "why");
  }
}

}  // namespace
}  // namespace ebbtide::protocol
