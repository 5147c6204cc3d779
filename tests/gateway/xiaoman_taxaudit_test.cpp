#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// alibaba.crm.refund.xiaoman.taxaudit.
namespace ebbtide::test {
namespace {

using refund::PartyKind;

constexpr const char* kCustomer = "4053738002";
constexpr const char* kKept = R"({"result":{"success":true}})";

std::string Failure(std::string_view code, std::initializer_list<std::string_view> sentences) {
  std::string list;
  for (const auto sentence : sentences) list += Join(list.empty() ? "\"" : ",\"", sentence, "\"");
  const auto first = *sentences.begin();
  return Join(R"({"result":{"error_desc":")", first, R"(","error_msg_list":{"string":[)", list,
              R"(]},"success":false,"error_info_code":")", code, R"(","error_code":")", code,
              R"(","error_msg":")", first, R"("}})");
}

class TaxAudit : public GatewayTest {
 protected:
  TaxAudit() {
    platform_.ImportDemo();
    app_ = platform_.AddBoundApp(PartyKind::kCustomer, kCustomer);
  }

  /// `more` begins with a comma.
  std::string Report(const std::string& more = {}, const std::string& customer = kCustomer,
                     const std::string& action = "3") {
    return Ask(app_, "alibaba.crm.refund.xiaoman.taxaudit",
               {{"ali_xiao_man_refund_dto",
                 Join(R"({"okki_refund_id":"20220401","action":")", action, R"(","ali_cgs":")",
                      customer, R"(","id":"T2511272403420750")", more, "}")}});
  }
  std::vector<Database::Row> Kept() {
    return platform_.database().Run(
        "SELECT okki_refund_id, action, content FROM tax_audit ORDER BY action");
  }

  App app_;
};

TEST_F(TaxAudit, IsKeptAsItCameOnceForEachAction) {
  const std::string more = R"(,"refund_order_item_list":[{"invoice_msg":"已开票",)"
                           R"("order_item_no":"P2506309029254759_1","refund_amount":"900.0"}],)"
                           R"("content":"您好","refund_amount":"900.0")";
  EXPECT_EQ(Report(more), kKept);
  EXPECT_EQ(Report(more), kKept);
  EXPECT_EQ(Report(R"(,"order_item_no":"P2506309029254759_2")", kCustomer, "4"), kKept);
  EXPECT_EQ(Kept(),
            (std::vector<Database::Row>{
                {"20220401", "3",
                 R"({"okki_refund_id":"20220401","action":"3","ali_cgs":"4053738002",)"
                 R"("id":"T2511272403420750","refund_order_item_list":[{"invoice_msg":"已开票",)"
                 R"("order_item_no":"P2506309029254759_1","refund_amount":"900.0"}],)"
                 R"("content":"您好","refund_amount":"900.0"})"},
                {"20220401", "4",
                 R"({"okki_refund_id":"20220401","order_item_no":"P2506309029254759_2",)"
                 R"("action":"4","ali_cgs":"4053738002","id":"T2511272403420750",)"
                 R"("refund_order_item_list":[]})"}}));
}

TEST_F(TaxAudit, IsRefusedWithOtherContent) {
  Report();
  EXPECT_EQ(Report(R"(,"content":"other")"),
            Failure("isv.invalid-parameter:okki_refund_id",
                    {"action 3 of refund 20220401 was reported before with other content; what "
                     "was reported first stays"}));
  EXPECT_EQ(Kept().size(), 1U);
}

TEST_F(TaxAudit, NamesEveryLineThatIsNotTheCustomers) {
  platform_.Import(
      R"({"channel":"xiaoman","out_order_id":"P9","seller":"okki","buyer":"999",)"
      R"("state":"paid","created":"2025-06-30 10:00:00","lines":[{"out_line_id":"P9_1",)"
      R"("sku_code":"s","quantity":"1","paid_fen":1}]})");
  const std::string more =
      R"(,"order_item_no":"P9_1","refund_order_item_list":[{"order_item_no":"P9_1"},)"
      R"({"order_item_no":"P2506309029254759_1"},{},{"order_item_no":"P0_0"}])";
  EXPECT_EQ(Report(more),
            Failure("isv.order-not-exist:order_item_no",
                    {"order line P0_0 does not exist or is not customer 4053738002's",
                     "order line P9_1 does not exist or is not customer 4053738002's"}));
  EXPECT_TRUE(Kept().empty());
}

TEST_F(TaxAudit, NeedsACustomerOfTheApps) {
  platform_.AddBoundApp(PartyKind::kCustomer, "999");
  for (const char* const customer : {"999", "888"}) {
    EXPECT_EQ(Report({}, customer),
              Failure("isv.user-not-exist:ali_cgs",
                      {Join("customer ", customer,
                            " does not exist or is not bound to this app; `ebbtide app create "
                            "--for` binds one")}));
  }
  EXPECT_TRUE(Kept().empty());
  EXPECT_EQ(ErrorOf(Report({}, "")),
            "40 Missing required arguments:ali_xiao_man_refund_dto "
            "isv.missing-parameter:ali_xiao_man_refund_dto");
}

}  // namespace
}  // namespace ebbtide::test
