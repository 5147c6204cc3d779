#include "client/read_reply.hpp"

#include "schema/answer_reader.hpp"

namespace ebbtide::top {
namespace {

CallError Unreadable(const Error& problem, std::string request_id) {
  return {.kind = CallErrorKind::kUnreadable,
          .message = "cannot read the answer: " + problem.sub_msg,
          .request_id = std::move(request_id)};
}

}  // namespace

CallError Refusal(const protocol::AnswerError& error, const std::string& request_id) {
  return {.kind = CallErrorKind::kRefused,
          .message = error.msg,
          .code = error.code,
          .sub_code = error.sub_code,
          .sub_msg = error.sub_msg,
          .request_id = request_id};
}

Reply ReadReply(std::string body, std::string_view method, const schema::Type* type,
                void* response) {
  auto answer = protocol::ReadAnswer(body, method);
  if (!answer) return {std::move(body), Unreadable(answer.error(), {})};
  if (answer->error) return {std::move(body), Refusal(*answer->error, answer->request_id)};
  if (type != nullptr) {
    if (const auto filled = schema::FillAnswer(*type, answer->content, response); !filled) {
      return {std::move(body), Unreadable(filled.error(), answer->request_id)};
    }
  }
  return {std::move(body), std::move(answer->request_id)};
}

}  // namespace ebbtide::top
