#include "calls.hpp"

#include "contract/wdk/channel_order_userrefund.hpp"
#include "schema/writer.hpp"

namespace ebbtide::bench {

namespace userrefund = contract::wdk_channel_order_userrefund;

UnsignedCall StatusCall(Number id) {
  return {"taobao.refund.status.get",
          {"query_param", R"({"biz_order_id":)" + std::to_string(id) + "}"}};
}

UnsignedCall WdkRefundsCall(std::span<const Number> indexes) {
  std::string ids;
  for (const Number index : indexes) {
    if (!ids.empty()) ids += ',';
    ids += std::to_string(WdkRefundNumber(index));
  }
  return {"alibaba.wdk.order.refund.get", {"refund_ids", ids}};
}

UnsignedCall EppRefundCall(Number index) {
  const std::string query = R"({"refund_order_id":"ER)" + std::to_string(EppRefundNumber(index)) +
                            R"(","out_order_id":")" + EppOutOrderNumber(index) + R"("})";
  return {"taobao.epp.refund.get", {"refund_order_detail_request", query}};
}

UnsignedCall ApplicationCall(Number index) {
  const auto line = FreshLine(index);
  userrefund::Application application;
  application.refund_reason = "不想要了";
  application.out_refund_batch_id = "bench-" + std::to_string(index);
  application.biz_order_id = std::to_string(FreshOrderOfLine(index));
  application.shop_id = kShop;
  application.store_id = kStore;
  application.sub_refund_orders = {{.sub_biz_order_id = std::to_string(*line.line_id),
                                    .sku_code = line.sku_code,
                                    .refund_sale_quantity = kPieces / 2,
                                    .refund_fee = kPieceFen}};
  std::string json;
  schema::WriteJson(schema::kType<userrefund::Application>, &application, schema::JsonLists::kPlain,
                    json);
  return {"alibaba.wdk.channel.order.userrefund", {"order_user_refund_info", json}};
}

}  // namespace ebbtide::bench
