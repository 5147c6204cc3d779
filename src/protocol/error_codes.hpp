#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

/// TOP itself: signatures, envelopes, errors. Source: top-protocol.md.
namespace ebbtide::protocol {

/// The codes that Ebbtide answers with, in the spelling that live clients see (section 7.1).
enum class Code : int {
  kHttpAction = 9,
  kServiceUnavailable = 10,
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
  kInvalidEncoding = 47,
  kRemoteService = 50,
};

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
