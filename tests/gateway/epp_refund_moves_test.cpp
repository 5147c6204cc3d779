#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// ebbtide.epp.refund.close and .ship, on the demo's refunds in every state.
namespace ebbtide::test {
namespace {

using refund::PartyKind;

constexpr const char* kDone = R"({"is_success":true})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kNoSuchRefund =
    "50 Remote service error isv.refund-not-exist:refund_order_id";

/// A refund and the order that it is of.
struct Which {
  std::string refund;
  std::string order;
};
const Which kApplied{"262724256404290500", "sr_haoka_test_010"};
const Which kReturnAgreed{"262724256404290502", "sr_haoka_test_012"};

class EppRefundMoves : public GatewayTest {
 protected:
  EppRefundMoves() {
    platform_.ImportDemo();
    app_ = platform_.AddBoundApp(PartyKind::kDistributor, "125007");
  }

  std::string Close(const Which& which) { return CloseAs(app_, which); }
  std::string CloseAs(const App& app, const Which& which) {
    return Ask(app, "ebbtide.epp.refund.close",
               {{"refund_order_id", which.refund}, {"out_order_id", which.order}});
  }
  std::string Ship(const Which& which, const std::string& mail_no) {
    return ShipAs(app_, which, mail_no);
  }
  std::string ShipAs(const App& app, const Which& which, const std::string& mail_no) {
    return Ask(app, "ebbtide.epp.refund.ship",
               {{"refund_order_id", which.refund},
                {"out_order_id", which.order},
                {"mail_no", mail_no},
                {"cp_code", "YTO"},
                {"cp_name", "圆通快递"}});
  }
  std::vector<Database::Row> Run(const std::string& what, const Which& which) {
    return platform_.database().Run("SELECT " + what + " WHERE refund_id = " + which.refund);
  }

  App app_;
};

/// In the order in which the demo has the states, from APPLIED to CLOSED.
TEST_F(EppRefundMoves, AreMadeFromTheRightStatesOnly) {
  struct Allowed {
    const char* close;
    const char* ship;
  };
  int number = 0;
  for (const auto& [close, ship] : std::initializer_list<Allowed>{{"0", kStatusError},
                                                                  {"0", kStatusError},
                                                                  {"0", "0"},
                                                                  {kStatusError, kStatusError},
                                                                  {kStatusError, kStatusError},
                                                                  {kStatusError, kStatusError},
                                                                  {kStatusError, kStatusError},
                                                                  {"0", kStatusError}}) {
    const std::string digit = std::to_string(number++);
    const Which which{"26272425640429050" + digit, "sr_haoka_test_01" + digit};
    EXPECT_EQ(ErrorOf(Ship(which, "YT1")), ship) << digit;
    const bool sent = std::string_view(ship) == "0";
    EXPECT_EQ(ErrorOf(Close(which)), sent ? kStatusError : close) << digit;
  }
  EXPECT_EQ(ErrorOf(Close({"262724256404290601", "sr_haoka_test_120"})), "0");  // RETURN_AGREED
}

TEST_F(EppRefundMoves, CloseOnceAndFreeTheMoney) {
  EXPECT_EQ(Close({"ER" + kApplied.refund, kApplied.order}), kDone);
  EXPECT_EQ(Close(kApplied), kDone);
  EXPECT_EQ(Run("event, actor, actor_name FROM refund_event", kApplied),
            (std::vector<Database::Row>{{"import", "operator", "test"},
                                        {"withdraw", "buyer", app_.app_key}}));
  EXPECT_EQ(platform_.database().Number("SELECT refunded_fen FROM order_line "
                                        "WHERE line_id = 3783289106002297500"),
            0);
}

TEST_F(EppRefundMoves, ShipUnderOneWaybill) {
  EXPECT_EQ(Ship(kReturnAgreed, "YT1"), kDone);
  EXPECT_EQ(Ship({"ER" + kReturnAgreed.refund, kReturnAgreed.order}, "YT1"), kDone);
  EXPECT_EQ(ErrorOf(Ship(kReturnAgreed, "YT2")), kStatusError);
  EXPECT_EQ(Run("state FROM refund", kReturnAgreed),
            (std::vector<Database::Row>{{"GOODS_RETURNED"}}));
  EXPECT_EQ(Run("mail_no, carrier, given_ms FROM refund_return", kReturnAgreed),
            (std::vector<Database::Row>{{"YT1", "圆通快递", std::to_string(kNow.unix_ms)}}));
  EXPECT_EQ(Run("actor, detail FROM refund_event", kReturnAgreed),
            (std::vector<Database::Row>{{"operator", ""}, {"buyer", "圆通快递 (YTO) YT1"}}));
}

TEST_F(EppRefundMoves, AreNobodyElses) {
  const App other = platform_.AddBoundApp(PartyKind::kDistributor, "999");
  const auto blanked = [](std::string answer, const Which& which) {
    return answer.replace(answer.find(which.refund), which.refund.size(), "#");
  };
  const Which nobodys{"77", kReturnAgreed.order};
  EXPECT_EQ(ErrorOf(CloseAs(other, kReturnAgreed)), kNoSuchRefund);
  EXPECT_EQ(blanked(CloseAs(other, kReturnAgreed), kReturnAgreed),
            blanked(CloseAs(other, nobodys), nobodys));
  EXPECT_EQ(blanked(ShipAs(other, kReturnAgreed, "YT1"), kReturnAgreed),
            blanked(ShipAs(other, nobodys, "YT1"), nobodys));
  const Which mixed{kReturnAgreed.refund, kApplied.order};
  EXPECT_EQ(ErrorOf(Close(mixed)), kNoSuchRefund);
  EXPECT_EQ(ErrorOf(Ship(mixed, "YT1")), kNoSuchRefund);
  EXPECT_EQ(ErrorOf(Close({"x", kApplied.order})),
            "41 Invalid arguments:refund_order_id isv.invalid-parameter:refund_order_id");
}

}  // namespace
}  // namespace ebbtide::test
