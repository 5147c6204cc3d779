#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/document.hpp"

namespace ebbtide::protocol {

/// An error document as a client reads it; `code` is any number, not only those of error_codes.hpp.
struct AnswerError {
  int code = 0;
  std::string msg;
  std::string sub_code;
  std::string sub_msg;
};

/// An answer without its envelope.
struct Answer {
  schema::Node content;  ///< what the response struct is filled from; empty for an error
  std::string request_id;
  std::optional<AnswerError> error;
};

/// Takes an answer's envelope off: JSON or XML, whichever it is, with a root or simplified. The
/// error says why it is no answer to `method`. An empty `method` takes any root.
Result<Answer> ReadAnswer(std::string_view body, std::string_view method);

}  // namespace ebbtide::protocol
