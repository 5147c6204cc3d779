#include "protocol/error_codes.hpp"

#include <gtest/gtest.h>

namespace ebbtide::protocol {
namespace {

struct Row {
  int code;
  std::string_view msg;
};

/// top-protocol 7.1: the codes that are answered with here, in the spelling that was seen live.
constexpr Row kTable[] = {
    {9, "Http action not allowed"}, {10, "Service currently unavailable"},
    {15, "Remote service error"},   {21, "Missing method"},
    {22, "Invalid method"},         {23, "Invalid format"},
    {24, "Missing signature"},      {25, "Invalid signature"},
    {26, "Missing session"},        {27, "Invalid session"},
    {28, "Missing app key"},        {29, "Invalid app Key"},
    {30, "Missing timestamp"},      {31, "Invalid timestamp"},
    {32, "Missing version"},        {33, "Invalid version"},
    {34, "Unsupported version"},    {40, "Missing required arguments"},
    {41, "Invalid arguments"},      {47, "Invalid encoding"},
    {50, "Remote service error"},
};

TEST(ErrorCodes, AreSpeltAsLiveClientsSeeThem) {
  for (const auto& [code, msg] : kTable) {
    const auto error = MakeError(static_cast<Code>(code), "isv.sub", "why");
    EXPECT_EQ(static_cast<int>(error.code), code);
    EXPECT_EQ(error.msg, msg);
    EXPECT_EQ(error.sub_code, "isv.sub");
    EXPECT_EQ(error.sub_msg, "why");
  }
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
