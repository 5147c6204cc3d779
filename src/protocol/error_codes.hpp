#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

/// TOP itself: signatures, envelopes, errors. Source: top-protocol.md.
namespace ebbtide::protocol {

/// TOP's codes (section 7.1). The old ones that live servers no longer send have no name here.
enum class Code : int {
  kUploadFail = 3,
  kCallLimited = 7,
  kHttpAction = 9,
  kServiceUnavailable = 10,
  kInsufficientApp = 11,
  kInsufficientUser = 12,
  kInsufficientPartner = 13,
  kRemoteServiceLive = 15,
  kMissingMethod = 21,
  kInvalidMethod = 22,
  kInvalidFormat = 23,
  kMissingSignature = 24,
  kInvalidSignature = 25,
  kMissingSession = 26,
  kInvalidSession = 27,
  kMissingAppKey = 28,
  kInvalidAppKey = 29,
  kMissingTimestamp = 30,
  kInvalidTimestamp = 31,
  kMissingVersion = 32,
  kInvalidVersion = 33,
  kUnsupportedVersion = 34,
  kMissingArguments = 40,
  kInvalidArguments = 41,
  kInsufficientSession = 42,
  kParameterError = 43,
  kInvalidAccessToken = 44,
  kInvalidEncoding = 47,
  kRemoteService = 50,
};

/// A code as the reference page shows it.
struct CodeRow {
  Code code;
  std::string_view msg;        ///< in the spelling that live clients see
  std::string_view sub_codes;  ///< those that come with it, as Markdown; none if empty
  std::string_view meaning;    ///< and what a caller does about it, as Markdown
};

/// All codes, in ascending order.
std::span<const CodeRow> CodeTable();

/// Who gave a sub-code its name.
enum class Origin : std::uint8_t { kTop, kEbbtide };

/// A sub-code as the reference page shows it. What follows a colon, such as the name of a
/// parameter, is not part of it.
struct SubCodeRow {
  std::string_view sub_code;
  Origin origin;
  std::string_view meaning;
  std::string_view what_to_do;
};

/// All sub-codes that this server sends, in ascending order.
std::span<const SubCodeRow> SubCodeTable();

/// An error document's content. Empty parts are left out of the answer.
struct TopError {
  Code code = Code::kRemoteService;
  std::string msg;
  std::string sub_code;
  std::string sub_msg;
};

/// With the code's own `msg`.
TopError MakeError(Code code, std::string sub_code = {}, std::string sub_msg = {});

/// A caller's mistake as TOP says it. `refused` is the code for business errors: 50 as in the
/// seeds, or 15 as in live traffic.
TopError FromError(const Error& error, Code refused);

}  // namespace ebbtide::protocol
