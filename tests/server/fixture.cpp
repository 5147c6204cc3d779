#include "server/fixture.hpp"

#include <gmock/gmock.h>

namespace ebbtide::test {
namespace {

constexpr const char* kStatusGet = "taobao.refund.status.get";

server::ServerOptions OnAFreePort(server::ServerOptions options) {
  options.port = 0;
  return options;
}

}  // namespace

ServerTest::ServerTest(server::ServerOptions options, gateway::JournalOptions journal)
    : observer_(journal, platform_.clock()), options_(OnAFreePort(std::move(options))) {
  platform_.Import(kWares);
  app_ = platform_.AddSellerApp("shop");
  imported_ = platform_.CountRefunds();
}

void ServerTest::SetUp() {
  auto shared = platform_.shared();
  shared.observer = &observer_;
  server_ = std::make_unique<server::Server>(options_, shared, platform_.directory());
  server_->Start();
}

void ServerTest::TearDown() {
  if (server_) {
    ExpectServing();
    server_->Stop();
  }
  EXPECT_THAT(platform_.Verify(), testing::IsEmpty());
}

std::string ServerTest::ReadFormOf(std::string_view order) {
  return SignedForm(kStatusGet, app_, {{"query_param", Join(R"({"biz_order_id":)", order, "}")}});
}

std::string ServerTest::ApplyForm(const Application& application) {
  return SignedForm(kUserrefund, app_, ParamsOf(application));
}

std::string ServerTest::Post(std::string_view form) {
  const auto answer = Say(PostOf(form));
  return answer ? Anonymous(answer->body) : "(closed)";
}

std::optional<HttpAnswer> ServerTest::Say(std::string_view bytes) {
  RawClient client(port());
  client.Send(bytes);
  return client.Receive();
}

void ServerTest::ExpectServing() { EXPECT_EQ(Post(ReadForm()), kReadAnswer); }

std::int64_t ServerTest::Made() { return platform_.CountRefunds() - imported_; }

std::string CodeOf(std::string_view body) {
  const auto from = [&](std::string_view mark) {
    const auto at = body.find(mark);
    return at == std::string_view::npos ? std::string_view{} : body.substr(at + mark.size());
  };
  const auto json = from(R"({"error_response":{"code":)");
  if (!json.empty()) return std::string(json.substr(0, json.find(',')));
  const auto xml = from("<error_response><code>");
  return xml.empty() ? "0" : std::string(xml.substr(0, xml.find('<')));
}

}  // namespace ebbtide::test
