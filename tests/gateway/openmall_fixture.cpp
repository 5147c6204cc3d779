#include "gateway/openmall_fixture.hpp"

#include <algorithm>

#include "gateway/motion.hpp"

namespace ebbtide::test {
namespace {

constexpr const char* kOrders =
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7000,"state":"paid",)"
    R"("created":"2024-02-20 10:00:00","post_fee_fen":500,"lines":[{"line_id":7000,)"
    R"("out_line_id":"1","sku_code":"A","item_code":"4345345","title":"Field jacket",)"
    R"("sku_id":30004447689,"sku_title":"颜色分类:军绿色;尺码:XS","price_fen":1000,)"
    R"("quantity":"3","paid_fen":3000}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7100,"state":"shipped",)"
    R"("created":"2024-02-20 10:00:00","shipped_at":"2024-02-21 10:00:00","post_fee_fen":50,)"
    R"("lines":[{"line_id":7100,"out_line_id":"1","sku_code":"A","quantity":"2",)"
    R"("paid_fen":200,"carrier":"圆通快递","waybill":"YT1"}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7200,"state":"paid",)"
    R"("created":"2024-02-20 10:00:00","post_fee_fen":30,"lines":[)"
    R"({"line_id":7201,"out_line_id":"1","sku_code":"A","quantity":"2","paid_fen":100},)"
    R"({"line_id":7202,"out_line_id":"2","sku_code":"B","quantity":"4","paid_fen":1000},)"
    R"({"line_id":7203,"out_line_id":"3","sku_code":"C","quantity":"1","paid_fen":0}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7300,"state":"created",)"
    R"("created":"2024-02-20 10:00:00","lines":[{"line_id":7300,"out_line_id":"1",)"
    R"("sku_code":"A","quantity":"1","paid_fen":100}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7400,"state":"closed",)"
    R"("created":"2024-02-20 10:00:00","lines":[{"line_id":7400,"out_line_id":"1",)"
    R"("sku_code":"A","quantity":"1","paid_fen":100}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7500,"state":"finished",)"
    R"("created":"2024-01-20 10:00:00","ended_at":"2024-02-01 10:00:00","lines":[)"
    R"({"line_id":7500,"out_line_id":"1","sku_code":"A","quantity":"1","paid_fen":100}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"fx","order_id":7600,"state":"finished",)"
    R"("created":"2024-02-20 10:00:00","ended_at":"2024-02-25 10:00:00","lines":[)"
    R"({"line_id":7600,"out_line_id":"1","sku_code":"A","quantity":"1.5","paid_fen":300}]})"
    "\n"
    R"({"channel":"epp","seller":"shop","buyer":"fx","order_id":7700,"state":"paid",)"
    R"("created":"2024-02-20 10:00:00","lines":[{"line_id":7700,"out_line_id":"1",)"
    R"("sku_code":"A","quantity":"1","paid_fen":100,"refunds":[{"refund_id":7701,)"
    R"("state":"APPLIED","amount_fen":100,"quantity":"1","created":"2024-02-29 10:00:00"}]}]})"
    "\n"
    R"({"channel":"openmall","seller":"shop","buyer":"other","order_id":7800,"state":"paid",)"
    R"("created":"2024-02-20 10:00:00","lines":[{"line_id":7800,"out_line_id":"1",)"
    R"("sku_code":"A","quantity":"1","paid_fen":100,"refunds":[{"refund_id":7801,)"
    R"("state":"APPLIED","amount_fen":100,"quantity":"1","created":"2024-02-29 10:00:00"}]}]})";

bool Has(const Params& params, std::string_view name) {
  return std::ranges::any_of(params, [&](const auto& one) { return one.first == name; });
}

}  // namespace

OpenmallTest::OpenmallTest() : app_(platform_.AddBoundApp(refund::PartyKind::kDistributor, "fx")) {
  platform_.Import(kOrders);
}

std::string OpenmallTest::Call(std::string_view method, Params params) {
  if (!Has(params, "distributor")) Set(params, "distributor", "fx");
  return Ask(app_, "taobao.openmall." + std::string(method), params);
}

std::string OpenmallTest::Apply(std::string_view tid, std::string_view fen, const Params& changes) {
  Params params{{"tid", std::string(tid)},         {"refund_fee", std::string(fen)},
                {"refund_type", "refund"},         {"goods_status", "BUYER_NOT_RECEIVED"},
                {"refund_reason", "OTHER_REASON"}, {"refund_desc", "不想要了"}};
  for (const auto& [name, value] : changes) Set(params, name, value);
  return NumberIn(Call("refund.create", params), "refund_id");
}

std::string OpenmallTest::GetRefund(const std::string& refund) {
  return Call("refund.get", {{"refund_id", refund}});
}

std::string OpenmallTest::Close(const std::string& refund) {
  return Call("refund.close", {{"refund_id", refund}});
}

Database::Row OpenmallTest::Stored(const std::string& refund) {
  return platform_.database()
      .Run(
          "SELECT line_id, amount_fen, post_fee_fen, quantity_milli, state FROM refund "
          "WHERE refund_id = " +
          refund)
      .front();
}

void OpenmallTest::Do(const std::string& refund, refund::Event event, refund::Actor actor) {
  MoveRefund(platform_, std::stoll(refund), event, actor);
}

void OpenmallTest::Offer(std::int64_t item, std::int64_t sku, std::int64_t fen,
                         const std::string& seller) {
  platform_.Write([&](store::Store& store) {
    const refund::Item offered{.item_id = item,
                               .sku_id = sku,
                               .epp_item_id = {},
                               .title = "Field jacket",
                               .sku_title = "颜色分类:军绿色;尺码:XS",
                               .outer_id = "JACKET",
                               .outer_sku_id = "092141",
                               .pic_url = "http://img/1.jpg",
                               .price = {fen},
                               .post_fee = {800}};
    if (store.items().Find(item, sku)) return store.items().Update(offered);
    const auto owner = store.access().PutParty(refund::PartyKind::kSeller, seller);
    store.items().Insert(offered, owner);
  });
}

std::string NumberIn(const std::string& answer, std::string_view name) {
  const auto at = answer.find(Join("\"", name, "\":"));
  if (at == std::string::npos) return answer;
  const auto begin = answer.find_first_of("0123456789", at + name.size());
  const auto end = answer.find_first_not_of("0123456789", begin);
  return answer.substr(begin, end - begin);
}

std::string Blanked(std::string text, std::string_view id) {
  for (auto at = text.find(id); at != std::string::npos; at = text.find(id)) {
    text.replace(at, id.size(), "#");
  }
  return text;
}

}  // namespace ebbtide::test
