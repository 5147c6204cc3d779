#pragma once

#include <string>
#include <string_view>

#include <ebbtide/outcome.hpp>

#include "protocol/answer.hpp"
#include "schema/type.hpp"

namespace ebbtide::top {

/// TOP's error document as the caller sees it.
CallError Refusal(const protocol::AnswerError& error, const std::string& request_id);

/// Reads the answer to a call of `method`, and fills `response`, a default-made struct of `type`.
/// Without a type, it only tells a success from an error.
Reply ReadReply(std::string body, std::string_view method, const schema::Type* type,
                void* response);

}  // namespace ebbtide::top
