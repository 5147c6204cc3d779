#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide {

/// Which of TOP's answers a caller's mistake ends in (shared reference: top-protocol 7.1).
enum class ErrorKind : std::uint8_t {
  kMissingArgument,  ///< code 40: a required parameter is absent
  kInvalidArgument,  ///< code 41: a parameter cannot be used as it is
  kRefused,  ///< business error (code 50 or 15 by configuration): well-formed, but not possible
};

/// A mistake of the caller, as a value. Broken machinery is not one of these: it throws.
///
/// `subject` is the top-level parameter's wire name for the two argument kinds, otherwise empty.
/// `sub_code` follows TOP's grammar (`isv.…`, `isp.…`); `sub_msg` tells the caller what to do.
struct Error {
  ErrorKind kind = ErrorKind::kRefused;
  std::string subject;
  std::string sub_code;
  std::string sub_msg;
  bool keeps_writes = false;  ///< what was written before the refusal stays: it is why

  bool operator==(const Error&) const = default;
};

/// Code 40 for the parameter `name`; `what_to_do` names the missing part where it is nested.
Error MissingArgument(std::string_view name, std::string what_to_do);

/// Code 41 for the parameter `name`.
Error InvalidArgument(std::string_view name, std::string what_to_do);

/// A business refusal: nothing was written, or what was is taken back. `sub_code` without a prefix
/// of its own is not accepted by clients, so give it whole: `isv.refund-not-exist:refund_id`.
Error Refused(std::string sub_code, std::string what_to_do);

}  // namespace ebbtide
