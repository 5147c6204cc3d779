#include "gateway/shop.hpp"

#include "base/digest.hpp"

namespace ebbtide::test {
namespace {

std::vector<std::string> Texts(const std::vector<Database::Row>& rows) {
  std::vector<std::string> texts;
  for (const auto& row : rows) texts.push_back(row.at(0));
  return texts;
}

}  // namespace

std::string DigestOf(std::string_view picture) { return Sha256Hex(picture).substr(0, 4); }

ShopTest::ShopTest(gateway::Options options)
    : GatewayTest(std::move(options)),
      seller_(platform_.AddSellerApp("shop")),
      rival_(platform_.AddSellerApp("rival")),
      buyer_(platform_.AddUserApp(refund::PartyKind::kBuyer, "b1")) {}

void ShopTest::AddOrder(std::int64_t id, std::string_view state, std::string_view refund,
                        std::string_view order) {
  std::string text =
      Join(R"({"channel":"taobao","seller":"shop","buyer":"b1","order_id":)", std::to_string(id),
           R"(,"state":")", state, R"(","created":"2024-02-10 10:00:00",)");
  if (!order.empty()) text.append(order).append(",");
  text.append(Join(R"("lines":[{"line_id":)", std::to_string(id + 1),
                   R"(,"out_line_id":"1","sku_code":"A","quantity":"2","paid_fen":2000)"));
  if (!refund.empty()) {
    text.append(Join(R"(,"refunds":[{"refund_id":)", std::to_string(id + 2),
                     R"(,"quantity":"2","amount_fen":1500,"created":"2024-02-20 10:00:00",)",
                     refund, "}]"));
  }
  platform_.Import(text + "}]}");
}

std::string ShopTest::StateOf(std::int64_t refund) {
  return platform_.database()
      .Run("SELECT state FROM refund WHERE refund_id = " + std::to_string(refund))
      .at(0)
      .at(0);
}

std::string ShopTest::VersionOf(std::int64_t refund) {
  return std::to_string(platform_.database().Number(
      "SELECT version FROM refund WHERE refund_id = " + std::to_string(refund)));
}

std::string ShopTest::OrderStateOf(std::int64_t order) {
  return platform_.database()
      .Run("SELECT state FROM trade_order WHERE order_id = " + std::to_string(order))
      .at(0)
      .at(0);
}

std::vector<std::string> ShopTest::EventsOf(std::int64_t refund) {
  return Texts(platform_.database().Run(
      "SELECT RTRIM(event || ' ' || actor || ' ' || detail) FROM refund_event WHERE refund_id = " +
      std::to_string(refund) + " AND event <> 'import' ORDER BY sequence"));
}

std::vector<std::string> ShopTest::MessagesOf(std::int64_t refund) {
  return Texts(platform_.database().Run(
      "SELECT RTRIM(m.author || ' ' || m.type || ' ' || m.content || ' ' || "
      "COALESCE(SUBSTR(p.digest, 1, 4), '')) FROM refund_message m "
      "LEFT JOIN message_picture p ON p.message_id = m.message_id WHERE m.refund_id = " +
      std::to_string(refund) + " ORDER BY m.message_id"));
}

}  // namespace ebbtide::test
