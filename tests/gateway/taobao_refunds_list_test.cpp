#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "gateway/rows.hpp"

/// taobao.refunds.receive.get and taobao.refunds.apply.get.
namespace ebbtide::test {
namespace {

/// An order of one line, paid 1000 fen, whose refund is `refund`.
std::string OrderOf(int number, std::string_view seller, std::string_view buyer,
                    std::string_view refund) {
  const std::string id = std::to_string(number);
  return Join(R"({"channel":"taobao","order_id":)", id, R"(,"seller":")", seller, R"(","buyer":")",
              buyer, R"(","state":"shipped","created":"2024-02-18 10:00:00","lines":[{"line_id":)",
              id, R"(,"out_line_id":"1","sku_code":"mug","quantity":"1","paid_fen":1000,)",
              R"("refunds":[{"refund_id":9)", id, R"(,"amount_fen":400,"quantity":"1",)", refund,
              "}]}]}\n");
}

std::string Orders() {
  return OrderOf(1, "shop1", "buyer1",
                 R"("state":"APPLIED","created":"2024-02-20 10:00:00",)"
                 R"("modified":"2024-02-25 10:00:00")") +
         OrderOf(2, "shop1", "buyer1",
                 R"("state":"SUCCESS","created":"2024-02-21 10:00:00",)"
                 R"("modified":"2024-02-24 10:00:00")") +
         OrderOf(3, "shop1", "buyer2",
                 R"("state":"REFUND_AGREED","created":"2024-02-22 10:00:00",)"
                 R"("modified":"2024-02-23 10:00:00")") +
         OrderOf(4, "shop1", "buyer2",
                 R"("state":"CLOSED","created":"2024-02-22 10:00:00",)"
                 R"("modified":"2024-02-23 10:00:00")") +
         OrderOf(5, "shop2", "buyer1",
                 R"("state":"APPLIED","created":"2024-02-23 10:00:00",)"
                 R"("modified":"2024-02-23 10:00:00")");
}

class TaobaoRefundLists : public GatewayTest {
 protected:
  TaobaoRefundLists() {
    platform_.Import(Orders());
    seller_ = platform_.AddSellerApp("shop1");
    buyer_ = platform_.AddUserApp(refund::PartyKind::kBuyer, "buyer1");
  }

  std::string Received(Params params) {
    params.emplace_back("fields", "refund_id");
    return Rows(Ask(seller_, "taobao.refunds.receive.get", params), "refund_id");
  }
  std::string Applied(Params params) {
    params.emplace_back("fields", "refund_id");
    return Rows(Ask(buyer_, "taobao.refunds.apply.get", params), "refund_id");
  }

  App seller_;
  App buyer_;
};

struct Case {
  Params params;
  const char* rows;
};

TEST_F(TaobaoRefundLists, GiveTheFieldsThatAreAskedFor) {
  EXPECT_EQ(Ask(seller_, "taobao.refunds.receive.get",
                {{"fields", "refund_id,tid,refund_fee,payment,total_fee,status,buyer_nick"},
                 {"page_size", "2"},
                 {"use_has_next", "false"}}),
            R"({"total_results":4,"refunds":{"refund":[)"
            R"({"buyer_nick":"buyer2","payment":"10.00","refund_fee":"4.00","refund_id":"94",)"
            R"("status":"CLOSED","tid":4,"total_fee":"10.00"},)"
            R"({"buyer_nick":"buyer2","payment":"6.00","refund_fee":"4.00","refund_id":"93",)"
            R"("status":"WAIT_SELLER_AGREE","tid":3,"total_fee":"10.00"}]}})");
  EXPECT_EQ(Ask(buyer_, "taobao.refunds.apply.get",
                {{"fields", "refund_id,seller_nick,created"}, {"page_size", "1"}}),
            R"({"total_results":3,"refunds":{"refund":[{"created":"2024-02-23 10:00:00",)"
            R"("refund_id":"95","seller_nick":"shop2"}]}})");
}

TEST_F(TaobaoRefundLists, NarrowWhatASellerReceived) {
  for (const auto& [params, rows] : std::initializer_list<Case>{
           {{}, "94 93 92 91 of 4"},
           {{{"page_size", "3"}, {"page_no", "2"}}, "91 of 4"},
           {{{"page_size", "3"}, {"use_has_next", "true"}}, "94 93 92 of true"},
           {{{"page_size", "1"}, {"page_no", "4"}, {"use_has_next", "true"}}, "91 of false"},
           {{{"page_no", "1000000"}, {"page_size", "100"}}, "of 4"},
           {{{"end_modified", "2024-02-29 00:00:00"}}, "91 92 94 93 of 4"},
           {{{"end_modified", "2024-02-24 10:00:00"}}, "92 94 93 of 3"},
           {{{"end_modified", "2024-02-24 09:59:59"}}, "94 93 of 2"},
           {{{"start_modified", "2024-02-24 10:00:00"}}, "91 92 of 2"},
           {{{"start_modified", "2024-02-24 10:00:01"}}, "91 of 1"},
           {{{"start_modified", "2024-02-24 10:00:00"}, {"end_modified", "2024-02-24 10:00:00"}},
            "92 of 1"},
           {{{"status", "WAIT_SELLER_AGREE"}}, "93 91 of 2"},
           {{{"status", "SUCCESS"}}, "92 of 1"},
           {{{"status", "CLOSED"}, {"end_modified", "2024-02-29 00:00:00"}}, "94 of 1"},
           {{{"status", "WAIT_SELLER_AGREE"}, {"end_modified", "2024-02-29 00:00:00"}},
            "91 93 of 2"},
           {{{"status", "WAIT_SELLER_CONSIGN_GOODS"}}, "of 0"},
           {{{"status", "EXCHANGE_TRANSFORM_TO_REFUND"}, {"use_has_next", "true"}}, "of false"},
           {{{"buyer_nick", "buyer1"}}, "92 91 of 2"},
           {{{"buyer_open_uid", "buyer2"}, {"start_modified", "2024-02-01 00:00:00"}},
            "94 93 of 2"},
           {{{"ouid", "buyer2"}, {"buyer_nick", "buyer2"}}, "94 93 of 2"},
           {{{"ouid", "buyer2"}, {"buyer_nick", "buyer1"}}, "of 0"},
           {{{"buyer_nick", "nobody"}}, "of 0"},
           {{{"type", "guarantee_trade,auto_delivery"}}, "94 93 92 91 of 4"},
           {{{"type", "cod, fixed"}}, "94 93 92 91 of 4"},
           {{{"type", "cod,auction"}}, "of 0"}}) {
    EXPECT_EQ(Received(params), rows) << ToForm(params);
  }
}

TEST_F(TaobaoRefundLists, NarrowWhatABuyerAppliedFor) {
  for (const auto& [params, rows] :
       std::initializer_list<Case>{{{}, "95 92 91 of 3"},
                                   {{{"page_size", "2"}, {"page_no", "2"}}, "91 of 3"},
                                   {{{"seller_nick", "shop1"}}, "92 91 of 2"},
                                   {{{"seller_nick", "buyer1"}}, "of 0"},
                                   {{{"status", "WAIT_SELLER_AGREE"}}, "95 91 of 2"},
                                   {{{"type", "fixed"}}, "95 92 91 of 3"},
                                   {{{"type", "fenxiao"}}, "of 0"}}) {
    EXPECT_EQ(Applied(params), rows) << ToForm(params);
  }
}

TEST_F(TaobaoRefundLists, RefuseWhatMakesNoSense) {
  EXPECT_EQ(ErrorOf(Received({{"start_modified", "2024-02-02 00:00:01"},
                              {"end_modified", "2024-02-02 00:00:00"}})),
            "41 Invalid arguments:end_modified isv.invalid-parameter:end_modified");
  for (const auto& [name, value] : Params{{"status", "APPLIED"},
                                          {"page_no", "0"},
                                          {"page_size", "101"},
                                          {"end_modified", "2024-02-30 00:00:00"}}) {
    EXPECT_EQ(ErrorOf(Received({{name, value}})),
              "41 Invalid arguments:" + name + " isv.invalid-parameter:" + name);
  }
  EXPECT_EQ(ErrorOf(Ask(buyer_, "taobao.refunds.receive.get", {{"fields", "tid"}})),
            "42 Insufficient session permissions");
  EXPECT_EQ(ErrorOf(Ask(seller_, "taobao.refunds.apply.get", {{"fields", "tid"}})),
            "42 Insufficient session permissions");
}

TEST_F(TaobaoRefundLists, KeepAWindowAsItWasHoweverRefundsMoveOn) {
  const Params window{{"start_modified", "2024-02-23 00:00:00"},
                      {"end_modified", "2024-02-29 00:00:00"}};
  Params waiting = window;
  waiting.emplace_back("status", "WAIT_SELLER_AGREE");
  platform_.clock().AdvanceMs(999);
  EXPECT_EQ(ErrorOf(Ask(seller_, "taobao.refund.refuse",
                        {{"refund_id", "91"}, {"refuse_message", "no way"}})),
            "0");
  EXPECT_EQ(Received(window), "91 92 94 93 of 4");
  EXPECT_EQ(Received(waiting), "91 93 of 2");

  const auto later = [&](const char* end) {
    return Received({{"start_modified", "2024-03-01 00:00:00"}, {"end_modified", end}});
  };
  EXPECT_EQ(later("2024-03-01 12:00:00"), "91 of 1");
  EXPECT_EQ(later("2024-03-01 11:59:59"), "of 0");
  EXPECT_EQ(Received({{"status", "SELLER_REFUSE_BUYER"}}), "91 of 1");
}

}  // namespace
}  // namespace ebbtide::test
