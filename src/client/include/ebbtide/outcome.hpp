#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

/// What comes of a call.
namespace ebbtide::top {

enum class CallErrorKind : std::uint8_t {
  kNotSent,     ///< no connection: the server knows nothing of the call
  kNoAnswer,    ///< sent, but no answer came: the server may have carried the call out, or not
  kRefused,     ///< the server answered with TOP's error document
  kUnreadable,  ///< the server answered, but not with what the method's description promises
};

/// Why a call has no response.
struct CallError {
  CallErrorKind kind = CallErrorKind::kNotSent;
  std::string message;  ///< what happened, in words; of a refusal `msg`
  int code = 0;         ///< of a refusal; 7 is flow control
  std::string sub_code;
  std::string sub_msg;
  std::string request_id;

  /// On one line, for people and logs.
  [[nodiscard]] std::string ToText() const;
};

/// An answer as it came, or why there is none.
class Reply {
 public:
  Reply(std::string body, std::string request_id)
      : body_(std::move(body)), request_id_(std::move(request_id)) {}
  Reply(std::string body, CallError error)
      : body_(std::move(body)), request_id_(error.request_id), error_(std::move(error)) {}

  /// Whether the call succeeded. A method with an envelope of its own reports business failures
  /// inside its response: look at its `success` or `error_code` too.
  [[nodiscard]] explicit operator bool() const { return !error_; }
  /// Throws `std::logic_error` when there is none.
  [[nodiscard]] const CallError& error() const;
  /// The raw text of the last answer, an error's too; "" when none came.
  [[nodiscard]] const std::string& Body() const { return body_; }
  /// Of the answer: what the people who run the server ask for first.
  [[nodiscard]] const std::string& request_id() const { return request_id_; }

 private:
  std::string body_;
  std::string request_id_;
  std::optional<CallError> error_;
};

/// The typed response of a call, or why there is none.
template <class Response>
class Outcome : public Reply {
 public:
  Outcome(Reply reply, Response response)
      : Reply(std::move(reply)), response_(std::move(response)) {}

  /// Throws `std::runtime_error` with the error's text when there is no response.
  [[nodiscard]] const Response& value() const {
    if (!*this) throw std::runtime_error(error().ToText());
    return response_;
  }
  const Response& operator*() const { return value(); }
  const Response* operator->() const { return &value(); }

 private:
  Response response_;
};

}  // namespace ebbtide::top
