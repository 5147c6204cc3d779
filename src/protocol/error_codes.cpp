#include "protocol/error_codes.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace ebbtide::protocol {
namespace {

constexpr std::array<std::pair<Code, std::string_view>, 22> kMessages{{
    {Code::kHttpAction, "Http action not allowed"},
    {Code::kServiceUnavailable, "Service currently unavailable"},
    {Code::kRemoteServiceLive, "Remote service error"},
    {Code::kMissingMethod, "Missing method"},
    {Code::kInvalidMethod, "Invalid method"},
    {Code::kInvalidFormat, "Invalid format"},
    {Code::kMissingSignature, "Missing signature"},
    {Code::kInvalidSignature, "Invalid signature"},
    {Code::kMissingSession, "Missing session"},
    {Code::kInvalidSession, "Invalid session"},
    {Code::kMissingAppKey, "Missing app key"},
    {Code::kInvalidAppKey, "Invalid app Key"},
    {Code::kMissingTimestamp, "Missing timestamp"},
    {Code::kInvalidTimestamp, "Invalid timestamp"},
    {Code::kMissingVersion, "Missing version"},
    {Code::kInvalidVersion, "Invalid version"},
    {Code::kUnsupportedVersion, "Unsupported version"},
    {Code::kMissingArguments, "Missing required arguments"},
    {Code::kInvalidArguments, "Invalid arguments"},
    {Code::kInsufficientSession, "Insufficient session permissions"},
    {Code::kInvalidEncoding, "Invalid encoding"},
    {Code::kRemoteService, "Remote service error"},
}};

}  // namespace

TopError MakeError(Code code, std::string sub_code, std::string sub_msg) {
  for (const auto& [row_code, message] : kMessages) {
    if (row_code == code) {
      return {code, std::string(message), std::move(sub_code), std::move(sub_msg)};
    }
  }
  throw std::logic_error("an error code without a message");
}

TopError FromError(const Error& error, Code refused) {
  switch (error.kind) {
    case ErrorKind::kRefused: return MakeError(refused, error.sub_code, error.sub_msg);
    case ErrorKind::kMissingArgument:
    case ErrorKind::kInvalidArgument: break;
  }
  auto document = MakeError(
      error.kind == ErrorKind::kMissingArgument ? Code::kMissingArguments : Code::kInvalidArguments,
      error.sub_code, error.sub_msg);
  document.msg += ":" + error.subject;
  return document;
}

}  // namespace ebbtide::protocol
