#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "gateway/journal.hpp"
#include "server/server.hpp"
#include "support/platform.hpp"
#include "support/raw_client.hpp"
#include "support/wares.hpp"

namespace ebbtide::test {

/// A server on a free port over the merchant `shop`'s platform. After each test it must still
/// answer a call on a new connection, and the money in the database must add up.
class ServerTest : public testing::Test {
 protected:
  explicit ServerTest(server::ServerOptions options = {}, gateway::JournalOptions journal = {});
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  /// A signed read, as a form. Its answer is `kReadAnswer`.
  std::string ReadForm() { return ReadFormOf("5000"); }
  std::string ReadFormOf(std::string_view order);
  /// A signed application, as a form.
  std::string ApplyForm(const Application& application);

  /// The body of the answer to a POST on a new connection, with `*` for its request id.
  std::string Post(std::string_view form);
  /// The answer to any bytes, sent on a new connection by a client that then waits; nothing when
  /// the server just closes the connection.
  std::optional<HttpAnswer> Say(std::string_view bytes);
  void ExpectServing();
  /// How many refunds there are beyond the imported ones.
  std::int64_t Made();

  Platform platform_;
  App app_;
  std::int64_t imported_ = 0;
  gateway::Observer observer_;
  server::ServerOptions options_;
  std::unique_ptr<server::Server> server_;
};

inline constexpr std::string_view kReadAnswer =
    R"({"refund_status_get_response":{"result_package":{"result_list":{)"
    R"("query_refund_status_response":[{"refund_id":5002,"tid":5000,"oid":5001,)"
    R"("modified":"2024-02-02 10:00:00","status":"SUCCESS"}]}},"request_id":"*"}})";

inline constexpr std::string_view kApplied =
    R"({"alibaba_wdk_channel_order_userrefund_response":{"api_result":{"success":true},)"
    R"("request_id":"*"}})";

/// The code of an error document in either format; `0` for a success.
std::string CodeOf(std::string_view body);

}  // namespace ebbtide::test
