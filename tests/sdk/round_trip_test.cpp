#include <algorithm>

#include <gmock/gmock.h>

#include "protocol/answer.hpp"
#include "protocol/envelope.hpp"
#include "protocol/golden_cases.hpp"
#include "schema/answer_reader.hpp"
#include "schema/example.hpp"
#include "schema/parameter_writer.hpp"
#include "schema/reader.hpp"
#include "schema/writer.hpp"
#include "service/registry.hpp"

/// What the gateway writes the client reads back, and the other way round, for every method.
namespace ebbtide::test {
namespace {

using protocol::Format;
using protocol::Style;

constexpr protocol::Stamp kStamp{.request_id = "3jvmp9ck65dy", .host_label = "top-ebbtide"};

TEST(RoundTrip, OfEveryAnswerLosesNothing) {
  for (const auto& one : GoldenCases()) {
    const auto& endpoint = *service::FindEndpoint(one.method);
    for (const Style style :
         {Style{Format::kXml, false}, Style{Format::kJson, false}, Style{Format::kJson, true}}) {
      const std::string wire =
          protocol::WriteAnswer(one.method, *one.type, one.response.get(), style, kStamp);
      const auto answer = protocol::ReadAnswer(wire, one.method);
      ASSERT_TRUE(answer) << answer.error().sub_msg << ": " << wire;
      EXPECT_EQ(answer->request_id, kStamp.request_id);
      const auto exchange = endpoint.new_exchange();
      void* const response = endpoint.response_of(exchange.get());
      const auto filled = schema::FillAnswer(*one.type, answer->content, response);
      ASSERT_TRUE(filled) << filled.error().sub_msg << ": " << wire;
      EXPECT_EQ(protocol::WriteAnswer(one.method, *one.type, response, style, kStamp), wire);
    }
  }
}

std::string ToJson(const schema::Type& type, const void* object) {
  std::string json;
  schema::WriteJson(type, object, schema::JsonLists::kPlain, json);
  return json;
}

/// The examples hold no file; what else is required of a request, they do.
TEST(RoundTrip, OfEveryRequestLosesNothing) {
  std::size_t whole = 0;
  for (const auto& endpoint : service::Endpoints()) {
    const auto& type = *endpoint.request;
    const auto sent = endpoint.new_exchange();
    const auto read = endpoint.new_exchange();
    schema::FillExample(type, endpoint.request_of(sent.get()));
    schema::Parameters parameters;
    const auto written = schema::WriteParameters(type, endpoint.request_of(sent.get()));
    for (const auto& [name, value] : written.texts) ASSERT_TRUE(parameters.Add(name, value));
    const auto outcome = schema::ReadParameters(type, parameters, endpoint.request_of(read.get()));
    const auto is_file = [](const auto& field) {
      return field.type->kind == schema::Kind::kBytes && field.rules.required;
    };
    if (std::ranges::any_of(type.fields, is_file)) {
      EXPECT_FALSE(outcome) << endpoint.api->name;
      continue;
    }
    ASSERT_TRUE(outcome) << endpoint.api->name << ": " << outcome.error().sub_msg;
    ++whole;
    EXPECT_EQ(ToJson(type, endpoint.request_of(read.get())),
              ToJson(type, endpoint.request_of(sent.get())));
  }
  EXPECT_GE(whole, 60U);
}

}  // namespace
}  // namespace ebbtide::test
