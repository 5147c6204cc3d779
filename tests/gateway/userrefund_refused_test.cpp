#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// What alibaba.wdk.channel.order.userrefund refuses, in which words, writing nothing.
namespace ebbtide::test {
namespace {

constexpr const char* kMissing =
    "40 Missing required arguments:order_user_refund_info "
    "isv.missing-parameter:order_user_refund_info";
constexpr const char* kInvalid =
    "41 Invalid arguments:order_user_refund_info "
    "isv.invalid-parameter:order_user_refund_info";

class UserrefundRefuses : public GatewayTest {
 protected:
  UserrefundRefuses() {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
    refunds_before_ = platform_.CountRefunds();
  }

  void TearDown() override {
    EXPECT_EQ(platform_.CountRefunds(), refunds_before_);
    EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_batch"), 0);
    GatewayTest::TearDown();
  }

  void ExpectRefused(const Application& application, std::string_view words) {
    EXPECT_EQ(Ask(app_, kUserrefund, ParamsOf(application)),
              Join(R"({"api_result":{"success":false,"err_msg":")", words, R"("}})"));
  }

  std::string ErrorOfJson(const std::string& json) {
    return ErrorOf(Ask(app_, kUserrefund, {{"order_user_refund_info", json}}));
  }

  App app_;
  std::int64_t refunds_before_ = 0;
};

TEST_F(UserrefundRefuses, OrdersThatAreNotPaid) {
  ExpectRefused({.order = "3000", .lines = {{"3001", "A", 1, 100}}},
                "order 3000 is created; only a paid order can be refunded");
  ExpectRefused({.order = "4000", .lines = {{"4001", "A", 1, 100}}},
                "order 4000 is closed; only a paid order can be refunded");
}

TEST_F(UserrefundRefuses, OrdersThatAreNotTheShopsOrNotWdks) {
  const auto unknown = [](std::string_view order, std::string_view shop, std::string_view store) {
    return Join("order ", order, " does not exist in shop ", shop, " and store ", store,
                " of this merchant");
  };
  ExpectRefused({.order = "999"}, unknown("999", "S1", "T1"));
  ExpectRefused({.shop = "S2"}, unknown("1000", "S2", "T1"));
  ExpectRefused({.store = "T2"}, unknown("1000", "S1", "T2"));
  ExpectRefused({.order = "6000", .lines = {{"6001", "A", 1, 100}}}, unknown("6000", "S1", "T1"));
  ExpectRefused({.order = "7000", .lines = {{"7001", "A", 1, 100}}}, unknown("7000", "S1", "T1"));
  ExpectRefused({.order = "8000", .lines = {{"8001", "A", 1, 100}}}, unknown("8000", "S1", "T1"));
  ExpectRefused({.order = "1001"}, unknown("1001", "S1", "T1"));
}

TEST_F(UserrefundRefuses, LinesThatAreNotTheOrdersOrOfAnotherSku) {
  const auto unknown = [](std::string_view line, std::string_view sku) {
    return Join("sub-order ", line, " with sku_code ", sku, " is not of order 1000");
  };
  ExpectRefused({.lines = {{"999", "A", 1, 100}}}, unknown("999", "A"));
  ExpectRefused({.lines = {{"2001", "A", 1, 100}}}, unknown("2001", "A"));
  ExpectRefused({.lines = {{"1000", "A", 1, 100}}}, unknown("1000", "A"));
  ExpectRefused({.lines = {{"1001", "B", 1, 100}}}, unknown("1001", "B"));
  ExpectRefused({.lines = {{"1001", "a", 1, 100}}}, unknown("1001", "a"));
  ExpectRefused({.lines = {{"1001", "A ", 1, 100}}}, unknown("1001", "A "));
}

TEST_F(UserrefundRefuses, MoreThanWasPaidOrBought) {
  ExpectRefused({.lines = {{"1001", "A", 11, 1000}}},
                "sub-order 1001: asks for 11 pieces where 10 are left to refund");
  ExpectRefused({.lines = {{"1001", "A", 10, 1001}}},
                "sub-order 1001: asks for 1001 fen where 1000 are left to refund");
  ExpectRefused({.lines = {{"1002", "B", 3, 2500}}},  // would fit with the order's postage
                "sub-order 1002: asks for 2500 fen where 2000 are left to refund");
  ExpectRefused({.lines = {{"1001", "A", 1'000'000'000, 1'000'000'000'000}}},
                "sub-order 1001: asks for 1000000000 pieces where 10 are left to refund");
}

TEST_F(UserrefundRefuses, AFeeOfNothingForALineThatCostSomething) {
  ExpectRefused({.lines = {{"1001", "A", 1, 0}}},
                "sub-order 1001: refund_fee is 0, but the line was paid for; ask for an amount");
  ExpectRefused({.lines = {{"1003", "FREE", 1, 1}}},
                "sub-order 1003: asks for 1 fen where 0 are left to refund");
}

TEST_F(UserrefundRefuses, ALineThatIsNamedTwice) {
  EXPECT_EQ(ErrorOfJson(ToJson(Application{.lines = {{"1001", "A", 1, 1}, {"1001", "A", 1, 2}}})),
            kInvalid);
  EXPECT_EQ(ErrorOfJson(ToJson(Application{.lines = {{"1001", "A", 1, 1}, {"01001", "A", 1, 1}}})),
            kInvalid);
}

TEST_F(UserrefundRefuses, NumbersOutOfTheirBounds) {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  for (const std::int64_t pieces : {kMin, std::int64_t{-1}, std::int64_t{0},
                                    std::int64_t{1'000'000'001}, kMax / 1000 + 1, kMax}) {
    EXPECT_EQ(ErrorOfJson(ToJson(Application{.lines = {{"1001", "A", pieces, 1}}})), kInvalid);
  }
  for (const std::int64_t fen : {kMin, std::int64_t{-1}, std::int64_t{1'000'000'000'001}, kMax}) {
    EXPECT_EQ(ErrorOfJson(ToJson(Application{.lines = {{"1001", "A", 1, fen}}})), kInvalid);
  }
}

TEST_F(UserrefundRefuses, TextsThatAreNoNumbersOrTooLong) {
  const std::string long_id(65, '1');
  const std::string long_text(2001, 'x');
  for (const auto& application :
       {Application{.order = "abc"}, Application{.order = "-1000"}, Application{.order = "0"},
        Application{.order = "9223372036854775808"}, Application{.order = long_id},
        Application{.lines = {{.line = "x"}}}, Application{.lines = {{.line = "-1"}}},
        Application{.lines = {{.line = "1e3"}}}, Application{.lines = {{.line = long_id}}},
        Application{.lines = {{.sku = long_id}}}, Application{.key = long_id},
        Application{.shop = long_id}, Application{.store = long_id},
        Application{.reason = long_text}, Application{.memo = long_text}}) {
    EXPECT_EQ(ErrorOfJson(ToJson(application)), kInvalid) << ToJson(application);
  }
}

TEST_F(UserrefundRefuses, WhatMisses) {
  const std::string whole = ToJson(Application{});
  EXPECT_EQ(ErrorOfJson(""), kMissing);
  EXPECT_EQ(ErrorOfJson("{}"), kMissing);
  EXPECT_EQ(ErrorOfJson(ToJson(Application{.lines = {}})), kMissing);
  for (const char* const name :
       {"out_refund_batch_id", "biz_order_id", "shop_id", "store_id", "sub_refund_orders",
        "sub_biz_order_id", "sku_code", "refund_sale_quantity", "refund_fee"}) {
    std::string json = whole;
    json.replace(json.find(name), 1, "_");
    EXPECT_EQ(ErrorOfJson(json), kMissing) << json;
  }
}

TEST_F(UserrefundRefuses, WhatIsOfAnotherType) {
  for (const char* const json :
       {"[]", "7", R"("x")", "{", R"({"sub_refund_orders":{}})", R"({"sub_refund_orders":[7]})",
        R"({"sub_refund_orders":"1001"})", R"({"sub_refund_orders":[[]]})",
        R"({"biz_order_id":{"id":1000}})", R"({"biz_order_id":["1000"]})",
        R"({"sub_refund_orders":[{"refund_fee":1.5}]})",
        R"({"sub_refund_orders":[{"refund_fee":"1.00"}]})",
        R"({"sub_refund_orders":[{"refund_fee":1e2}]})",
        R"({"sub_refund_orders":[{"refund_fee":100000000000000000000}]})",
        R"({"sub_refund_orders":[{"refund_fee":NaN}]})"}) {
    EXPECT_EQ(ErrorOfJson(json), kInvalid) << json;
  }
}

TEST_F(UserrefundRefuses, MoreThanAThousandLines) {
  Application application{.lines = {}};
  for (int i = 0; i < 1000; ++i) application.lines.push_back({.line = std::to_string(i + 1)});
  ExpectRefused(application, "sub-order 1 with sku_code A is not of order 1000");
  application.lines.push_back({.line = "1001"});
  EXPECT_EQ(ErrorOfJson(ToJson(application)), kInvalid);
}

}  // namespace
}  // namespace ebbtide::test
