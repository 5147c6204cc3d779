#include "fuzz/answer.hpp"

#include "base/text.hpp"
#include "fuzz/fuzz.hpp"
#include "protocol/answer.hpp"
#include "protocol/envelope.hpp"
#include "schema/answer_reader.hpp"

namespace ebbtide::fuzz {
namespace {

using protocol::Format;

bool CheckError(const protocol::AnswerError& error, std::string_view body) {
  Require(error.code > 0 && !error.msg.empty(), "an error has code and msg", body);
  Require(!error.sub_code.starts_with("isp."), "no input breaks the machinery", body);
  return true;
}

void CheckWrittenAgain(const protocol::Answer& answer, std::string_view body, Format format,
                       const service::Endpoint& endpoint) {
  const auto exchange = endpoint.new_exchange();
  void* const response = endpoint.response_of(exchange.get());
  const auto filled = schema::FillAnswer(*endpoint.response, answer.content, response);
  Require(filled.has_value(), "a client can read the response", body);
  const bool simplify = format == Format::kJson &&
                        !body.starts_with("{\"" + protocol::RootName(endpoint.api->name) + "\":");
  const auto again = protocol::WriteAnswer(endpoint.api->name, *endpoint.response, response,
                                           {.format = format, .simplify = simplify},
                                           {answer.request_id, gateway::Options{}.host_label});
  Require(again == body, "the response is written the same again",
          std::string(body) + "\n" + again);
}

}  // namespace

bool CheckAnswer(std::string_view body, std::string_view content_type,
                 const service::Endpoint* endpoint) {
  const bool json = content_type == protocol::ContentType(Format::kJson);
  const bool xml = content_type == protocol::ContentType(Format::kXml);
  Require(json || xml, "the answer is JSON or XML", content_type);
  Require(IsUtf8(body), "the answer is UTF-8", body);
  Require(body.starts_with(json ? "{" : R"(<?xml version="1.0" encoding="utf-8" ?>)"),
          "the answer begins as its type does", body);
  const auto answer =
      protocol::ReadAnswer(body, endpoint == nullptr ? std::string_view{} : endpoint->api->name);
  Require(answer.has_value(), "a client can read the answer", body);
  Require(!answer->request_id.empty(), "the answer has a request_id", body);
  if (answer->error) return CheckError(*answer->error, body);
  if (endpoint != nullptr) {
    CheckWrittenAgain(*answer, body, json ? Format::kJson : Format::kXml, *endpoint);
  }
  return false;
}

}  // namespace ebbtide::fuzz
