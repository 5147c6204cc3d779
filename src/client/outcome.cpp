#include <ebbtide/outcome.hpp>

namespace ebbtide::top {

std::string CallError::ToText() const {
  if (kind != CallErrorKind::kRefused) return message;
  std::string text = std::to_string(code) + " " + message;
  if (!sub_code.empty()) text += " (" + sub_code + ")";
  if (!sub_msg.empty()) text += ": " + sub_msg;
  if (!request_id.empty()) text += "; request id " + request_id;
  return text;
}

const CallError& Reply::error() const {
  if (!error_) throw std::logic_error("a call that succeeded has no error");
  return *error_;
}

}  // namespace ebbtide::top
