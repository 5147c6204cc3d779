#include "support/wares.hpp"

#include "schema/writer.hpp"

namespace ebbtide::test {

#define EBBTIDE_WDK \
  R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
#define EBBTIDE_PAID_100                                              \
  R"("created":"2024-02-01 10:00:00","payments":[{"channel_code":6,)" \
  R"("paid_fen":100}],"lines":[{"out_line_id":"1","sku_code":"A","quantity":"1","paid_fen":100,)"

const char* const kWares = EBBTIDE_WDK
    R"("order_id":1000,"state":"paid","post_fee_fen":500,"created":"2024-02-01 10:00:00",)"
    R"("payments":[{"channel_code":6,"paid_fen":2500},{"channel_code":20,"paid_fen":1000}],)"
    R"("lines":[{"line_id":1001,"out_line_id":"1","sku_code":"A","quantity":"10","paid_fen":1000},)"
    R"({"line_id":1002,"out_line_id":"2","sku_code":"B","quantity":"3","paid_fen":2000},)"
    R"({"line_id":1003,"out_line_id":"3","sku_code":"FREE","quantity":"2","paid_fen":0}]})"
    "\n" EBBTIDE_WDK
    R"("order_id":1100,"state":"shipped","created":"2024-02-01 10:00:00","lines":[)"
    R"({"line_id":1101,"out_line_id":"1","sku_code":"W","quantity":"1.5","paid_fen":300}]})"
    "\n" EBBTIDE_WDK R"("order_id":2000,"state":"finished",)" EBBTIDE_PAID_100
    R"("line_id":2001}]})"
    "\n" EBBTIDE_WDK R"("order_id":3000,"state":"created",)" EBBTIDE_PAID_100 R"("line_id":3001}]})"
    "\n" EBBTIDE_WDK R"("order_id":4000,"state":"closed",)" EBBTIDE_PAID_100 R"("line_id":4001}]})"
    "\n" EBBTIDE_WDK
    R"("order_id":5000,"state":"shipped","post_fee_fen":50,"created":"2024-02-01 10:00:00",)"
    R"("payments":[{"channel_code":6,"paid_fen":250}],"lines":[)"
    R"({"line_id":5001,"out_line_id":"1","sku_code":"A","quantity":"2","paid_fen":200,)"
    R"("refunds":[{"refund_id":5002,"state":"SUCCESS","amount_fen":100,"post_fee_fen":50,)"
    R"("quantity":"1","created":"2024-02-02 10:00:00"}]}]})"
    "\n"
    R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S2","store_id":"T2",)"
    R"("order_id":6000,"state":"paid",)" EBBTIDE_PAID_100 R"("line_id":6001}]})"
    "\n"
    R"({"channel":"wdk","seller":"rival","buyer":"b","shop_id":"S1","store_id":"T1",)"
    R"("order_id":7000,"state":"paid",)" EBBTIDE_PAID_100 R"("line_id":7001}]})"
    "\n"
    R"({"channel":"taobao","seller":"shop","buyer":"b","shop_id":"S1","store_id":"T1",)"
    R"("order_id":8000,"state":"paid",)" EBBTIDE_PAID_100 R"("line_id":8001}]})"
    "\n" EBBTIDE_WDK R"("order_id":9000,"state":"paid","created":"2024-02-01 10:00:00",)"
    R"("payments":[{"channel_code":6,"paid_fen":1000000000000}],"lines":[)"
    R"({"line_id":9001,"out_line_id":"1","sku_code":"A","quantity":"1000000000",)"
    R"("paid_fen":1000000000000}]})"
    "\n";

#undef EBBTIDE_WDK
#undef EBBTIDE_PAID_100

namespace {

std::string Quoted(const std::string& text) {
  std::string json;
  schema::WriteJsonString(text, json);
  return json;
}

std::string ToJson(const LineToRefund& line) {
  return Join(R"({"sub_biz_order_id":)", Quoted(line.line), R"(,"sku_code":)", Quoted(line.sku),
              R"(,"refund_sale_quantity":)", std::to_string(line.pieces), R"(,"refund_fee":)",
              std::to_string(line.fen), "}");
}

}  // namespace

std::string ToJson(const Application& application) {
  std::string lines;
  for (const auto& line : application.lines) lines += (lines.empty() ? "" : ",") + ToJson(line);
  return Join(R"({"refund_reason":)", Quoted(application.reason), R"(,"memo":)",
              Quoted(application.memo), R"(,"out_refund_batch_id":)", Quoted(application.key),
              R"(,"biz_order_id":)", Quoted(application.order), R"(,"shop_id":)",
              Quoted(application.shop), R"(,"store_id":)", Quoted(application.store),
              R"(,"sub_refund_orders":[)", lines, "]}");
}

Params ParamsOf(const Application& application) {
  return {{"order_user_refund_info", ToJson(application)}};
}

}  // namespace ebbtide::test
