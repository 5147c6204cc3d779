#include "gateway/fixture.hpp"

#include <future>

#include <gmock/gmock.h>

#include "protocol/envelope.hpp"
#include "support/invariants.hpp"

namespace ebbtide::test {
namespace {

constexpr std::uint64_t kSeed = 1;

/// What stands between two marks, or "".
std::string Between(std::string_view text, std::string_view begin, std::string_view end) {
  const auto from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const auto inner = text.substr(from + begin.size());
  return std::string(inner.substr(0, inner.find(end)));
}

}  // namespace

GatewayTest::GatewayTest(gateway::Options options)
    : platform_(std::move(options)),
      gateway_(platform_.shared(), platform_.directory().OpenReader(), kSeed) {}

void GatewayTest::TearDown() {
  EXPECT_THAT(BrokenInvariants(platform_.database()), testing::IsEmpty());
}

gateway::Reply GatewayTest::Handle(const gateway::Call& call) {
  // Shared, because the lane may still be inside it when we go on.
  const auto answered = std::make_shared<std::promise<gateway::Reply>>();
  gateway_.Handle(call,
                  [answered](gateway::Reply reply) { answered->set_value(std::move(reply)); });
  auto reply = answered->get_future().get();
  reply.body = Anonymous(reply.body);
  return reply;
}

std::string GatewayTest::Post(std::string_view form) {
  return Handle({.http_method = "POST",
                 .query = {},
                 .content_type = "application/x-www-form-urlencoded;charset=UTF-8",
                 .body = form})
      .body;
}

std::string GatewayTest::Ask(const App& app, std::string_view method, const Params& params) {
  const std::string answer = Post(SignedForm(method, app, params, platform_.clock().Now()));
  const std::string begin = "{\"" + protocol::RootName(method) + "\":";
  constexpr std::string_view kEnd = R"(,"request_id":"*"}})";
  if (!answer.starts_with(begin) || !answer.ends_with(kEnd)) return answer;
  return answer.substr(begin.size(), answer.size() - begin.size() - kEnd.size()) + "}";
}

std::string ErrorOf(std::string_view answer) {
  std::string code = Between(answer, R"({"error_response":{"code":)", ",");
  std::string msg = Between(answer, R"("msg":")", "\"");
  std::string sub_code = Between(answer, R"("sub_code":")", "\"");
  if (answer.find("<error_response>") != std::string_view::npos) {
    code = Between(answer, "<code>", "</code>");
    msg = Between(answer, "<msg>", "</msg>");
    sub_code = Between(answer, "<sub_code>", "</sub_code>");
  }
  if (code.empty()) return "0";
  return code + " " + msg + (sub_code.empty() ? "" : " " + sub_code);
}

}  // namespace ebbtide::test
