#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// alibaba.wdk.channel.order.refund.confirm.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;

using Row = Database::Row;

constexpr const char* kConfirm = "alibaba.wdk.channel.order.refund.confirm";
constexpr const char* kSuccess = R"({"api_result":{"success":true}})";

struct Agreed {
  std::string refund;
  std::string line = "1001";
  std::string sku = "A";
  std::int64_t fen = 300;
  std::string more{};  ///< further members
};

struct Confirmation {
  std::vector<Agreed> lines;
  std::string order = "1000";
  std::string shop = "S1";
  std::string store = "T1";
  std::string batch{};
};

std::string ToJson(const Confirmation& confirmation) {
  std::string lines;
  for (const auto& line : confirmation.lines) {
    lines += Join(lines.empty() ? "" : ",", R"({"refund_id":")", line.refund, R"(","sku_code":")",
                  line.sku, R"(","sub_biz_order_id":")", line.line, R"(","refund_fee":)",
                  std::to_string(line.fen), line.more, "}");
  }
  return Join(R"({"store_id":")", confirmation.store, R"(","shop_id":")", confirmation.shop,
              R"(","biz_order_id":")", confirmation.order, R"(","out_refund_batch_id":")",
              confirmation.batch, R"(","agree_sub_orders":[)", lines, "]}");
}

/// Three refunds of order 1000 wait: 300 for 3 pieces of A, 200 for 1 of B, and, of another batch,
/// 100 for 1 of A.
class RefundConfirm : public GatewayTest {
 protected:
  RefundConfirm() {
    platform_.Import(kWares);
    app_ = platform_.AddSellerApp("shop");
    Apply({.lines = {{"1001", "A", 3, 300}, {"1002", "B", 1, 200}}});
    Apply({.key = "key-2", .lines = {{"1001", "A", 1, 100}}});
    const auto rows = platform_.database().Run(
        "SELECT refund_id FROM refund WHERE order_id = 1000 ORDER BY rowid");
    first_ = rows.at(0).at(0);
    second_ = rows.at(1).at(0);
    third_ = rows.at(2).at(0);
  }

  void Apply(const Application& application) {
    ASSERT_EQ(Ask(app_, kUserrefund, ParamsOf(application)), kSuccess);
  }
  std::string Confirm(const Confirmation& confirmation) { return ConfirmAs(app_, confirmation); }
  std::string ConfirmAs(const App& app, const Confirmation& confirmation) {
    return Ask(app, kConfirm, {{"order_refund_confirm_info", ToJson(confirmation)}});
  }
  static std::string Refusal(const std::string& message) {
    return Join(R"({"api_result":{"success":false,"err_msg":")", message, R"("}})");
  }
  std::string NotOfOrder(const Agreed& line, const std::string& order = "1000") {
    return Refusal(Join("refund ", line.refund, " of sub-order ", line.line, " with sku_code ",
                        line.sku, " is not of order ", order));
  }
  /// The three, in their order.
  std::vector<Row> Refunds() {
    return platform_.database().Run(
        "SELECT state, amount_fen, post_fee_fen FROM refund WHERE order_id = 1000 ORDER BY rowid");
  }
  std::int64_t Left() {
    return platform_.database().Number(
        "SELECT paid_fen - refunded_fen FROM trade_order WHERE order_id = 1000");
  }

  App app_;
  std::string first_, second_, third_;
};

TEST_F(RefundConfirm, PaysWhatIsNamedAndLeavesTheRest) {
  EXPECT_EQ(Confirm({.lines = {{first_}, {second_, "1002", "B", 200}}, .batch = "key-1"}),
            kSuccess);
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "300", "0"}, Row{"SUCCESS", "200", "0"},
                                     Row{"APPLIED", "100", "0"}));
  EXPECT_EQ(Left(), 2900);
}

TEST_F(RefundConfirm, PaysLessAndReleasesTheRest) {
  EXPECT_EQ(Confirm({.lines = {{.refund = first_, .fen = 250}}}), kSuccess);
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "250", "0"}, Row{"APPLIED", "200", "0"},
                                     Row{"APPLIED", "100", "0"}));
  EXPECT_EQ(Left(), 2950);
  EXPECT_THAT(platform_.database().Run("SELECT detail FROM refund_event WHERE refund_id = " +
                                       first_ + " AND event = 'agree_refund'"),
              ElementsAre(Row{"applied for 300 fen and 0 fen of postage"}));
  Apply({.key = "key-3", .lines = {{"1001", "A", 6, 650}}});
}

TEST_F(RefundConfirm, PaysPostageOnce) {
  EXPECT_EQ(Confirm({.lines = {{.refund = first_, .more = R"(,"refund_post_fee":501)"}}}),
            Refusal("order 1000: asks for 501 fen of postage where 500 are left; it is refunded "
                    "once"));
  EXPECT_EQ(Confirm({.lines = {{.refund = first_, .more = R"(,"refund_post_fee":400)"}}}),
            kSuccess);
  const Agreed other{third_, "1001", "A", 100, R"(,"refund_post_fee":101)"};
  EXPECT_EQ(Confirm({.lines = {other}}), Refusal("order 1000: asks for 101 fen of postage where "
                                                 "100 are left; it is refunded once"));
  EXPECT_THAT(Refunds(), ElementsAre(Row{"SUCCESS", "300", "400"}, Row{"APPLIED", "200", "0"},
                                     Row{"APPLIED", "100", "0"}));
}

TEST_F(RefundConfirm, PaysNothingAgainWhenRepeated) {
  const Confirmation once{.lines = {{.refund = first_, .fen = 250}}};
  EXPECT_EQ(Confirm(once), kSuccess);
  const auto events = platform_.database().Number("SELECT COUNT(*) FROM refund_event");
  platform_.clock().AdvanceMs(1'000);
  EXPECT_EQ(Confirm(once), kSuccess);
  EXPECT_EQ(platform_.database().Number("SELECT COUNT(*) FROM refund_event"), events);
  for (const std::int64_t other : {300, 200}) {
    EXPECT_EQ(Confirm({.lines = {{.refund = first_, .fen = other}}}),
              Refusal("refund " + first_ +
                      " was agreed to before with 250 fen and 0 fen of postage; that can not be "
                      "changed"));
  }
  // A part of the call may be a repetition.
  EXPECT_EQ(Confirm({.lines = {once.lines[0], {third_, "1001", "A", 100}}}), kSuccess);
}

TEST_F(RefundConfirm, TakesAllOrNone) {
  const Agreed good{third_, "1001", "A", 100};
  struct Case {
    Agreed bad;
    std::string answer;
  };
  for (const auto& [bad, answer] :
       {Case{{first_, "1001", "A", 301},
             Refusal("refund " + first_ + ": refund_fee is 301 fen where 300 were applied for")},
        Case{{first_, "1001", "A", 0},
             Refusal("sub-order 1001: refund_fee is 0, but the line was paid for; ask for an "
                     "amount")},
        Case{{first_, "1001", "B"}, NotOfOrder({first_, "1001", "B"})},
        Case{{first_, "1002", "A"}, NotOfOrder({first_, "1002", "A"})},
        Case{{"5002", "5001", "A", 100}, NotOfOrder({"5002", "5001", "A"})},
        Case{{"1", "1001", "A"}, NotOfOrder({"1", "1001", "A"})}}) {
    EXPECT_EQ(Confirm({.lines = {good, bad}}), answer);
  }
  EXPECT_EQ(Confirm({.lines = {good, {second_, "1002", "B", 200}}, .batch = "key-1"}),
            Refusal("refund " + third_ +
                    " of sub-order 1001 with sku_code A is not of order 1000 "
                    "and out_refund_batch_id key-1"));
  EXPECT_THAT(Refunds(), ElementsAre(Row{"APPLIED", "300", "0"}, Row{"APPLIED", "200", "0"},
                                     Row{"APPLIED", "100", "0"}));
}

TEST_F(RefundConfirm, RefusesWhatWasDecidedOtherwise) {
  ASSERT_THAT(Ask(app_, "alibaba.tcls.aelophy.refund.disagree", {{"refund_id", first_}}),
              testing::HasSubstr(R"("is_success":true)"));
  EXPECT_THAT(Confirm({.lines = {{first_}}}),
              testing::HasSubstr("the refund is REFUSED, where the seller can not agree_refund"));
}

TEST_F(RefundConfirm, FindsOnlyTheMerchantsOrdersOfThatPlace) {
  const auto missing = [](const Confirmation& wrong) {
    return Refusal(Join("order ", wrong.order, " does not exist in shop ", wrong.shop,
                        " and store ", wrong.store, " of this merchant"));
  };
  const std::vector<Agreed> lines{{first_}};
  for (const Confirmation& wrong :
       {Confirmation{lines, "1"}, Confirmation{lines, "8000"}, Confirmation{lines, "7000"},
        Confirmation{lines, "1000", "S2"}, Confirmation{lines, "1000", "S1", "T2"}}) {
    EXPECT_EQ(Confirm(wrong), missing(wrong));
  }
  const App rival = platform_.AddSellerApp("rival");
  EXPECT_EQ(ConfirmAs(rival, {.lines = lines}), missing({.lines = lines}));
  // Its own order, but not its refund.
  EXPECT_EQ(ConfirmAs(rival, {.lines = lines, .order = "7000"}), NotOfOrder({first_}, "7000"));
}

TEST_F(RefundConfirm, RefusesWhatIsMalformed) {
  const std::string invalid =
      "41 Invalid arguments:order_refund_confirm_info "
      "isv.invalid-parameter:order_refund_confirm_info";
  EXPECT_EQ(ErrorOf(Confirm({.lines = {{first_}}, .order = "x"})), invalid);
  EXPECT_EQ(ErrorOf(Confirm({.lines = {{"x"}}})), invalid);
  EXPECT_EQ(ErrorOf(Confirm({.lines = {{first_, "0"}}})), invalid);
  EXPECT_EQ(ErrorOf(Confirm({.lines = {{first_}, {first_}}})), invalid);
  EXPECT_EQ(ErrorOf(Confirm({.lines = {}})),
            "40 Missing required arguments:order_refund_confirm_info "
            "isv.missing-parameter:order_refund_confirm_info");
}

}  // namespace
}  // namespace ebbtide::test
