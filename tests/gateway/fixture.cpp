#include "gateway/fixture.hpp"

#include <future>

#include <gmock/gmock.h>

#include "protocol/envelope.hpp"

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

/// An answer in JSON without its envelope; any other document stays as it is.
std::string Unwrapped(const std::string& answer, std::string_view method) {
  const std::string begin = "{\"" + protocol::RootName(method) + "\":";
  constexpr std::string_view kEnd = R"(,"request_id":"*"}})";
  if (!answer.starts_with(begin) || !answer.ends_with(kEnd)) return answer;
  return answer.substr(begin.size(), answer.size() - begin.size() - kEnd.size()) + "}";
}

}  // namespace

GatewayTest::GatewayTest(gateway::Options options)
    : platform_(std::move(options)),
      gateway_(platform_.shared(), platform_.directory().OpenReader(), kSeed) {}

void GatewayTest::TearDown() { EXPECT_THAT(platform_.Verify(), testing::IsEmpty()); }

gateway::Reply GatewayTest::Handle(const gateway::Call& call) {
  // Shared, because the lane may still be inside it when we go on.
  const auto answered = std::make_shared<std::promise<gateway::Reply>>();
  // As a server does it, so that answers are kept.
  gateway_.Together([&] {
    gateway_.Handle(call,
                    [answered](gateway::Reply reply) { answered->set_value(std::move(reply)); });
  });
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
  return Unwrapped(Post(SignedForm(method, app, params, platform_.clock().Now())), method);
}

std::string GatewayTest::AskWithFile(const App& app, std::string_view method, const Params& params,
                                     const std::pair<std::string_view, std::string_view>& file) {
  Params all = PublicParams(method, app, platform_.clock().Now());
  all.insert(all.end(), params.begin(), params.end());
  Sign(all, app.app_secret);
  std::string body;
  for (const auto& [name, value] : all) {
    body +=
        Join("--b\r\nContent-Disposition: form-data; name=\"", name, "\"\r\n\r\n", value, "\r\n");
  }
  body += Join("--b\r\nContent-Disposition: form-data; name=\"", file.first,
               "\"; filename=\"a\"\r\n\r\n", file.second, "\r\n--b--\r\n");
  const auto reply = Handle({.http_method = "POST",
                             .query = {},
                             .content_type = "multipart/form-data; boundary=b",
                             .body = body});
  return Unwrapped(reply.body, method);
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
