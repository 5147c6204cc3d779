#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// taobao.logistics.offline.send.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Row = Database::Row;

constexpr const char* kSend = "taobao.logistics.offline.send";
constexpr const char* kSuccess = R"({"shipping":{"is_success":true}})";
constexpr const char* kStatusError = "50 Remote service error isv.order-status-error";
constexpr const char* kNotExist = "50 Remote service error isv.trade-not-exist";

class OfflineSend : public ShopTest {
 protected:
  OfflineSend() {
    // Each line is a piece for 1000 fen. 101 waits for an answer, as do two parts of 102; 103 is
    // paid back; of 104 nobody wants anything.
    std::string lines;
    for (const std::string line : {"101", "102", "103", "104"}) {
      lines += Join(lines.empty() ? "" : ",", R"({"line_id":)", line, R"(,"out_line_id":")", line,
                    R"(","sku_code":"A","quantity":"2","paid_fen":1000,"refunds":[)",
                    RefundsOf(line), "]}");
    }
    platform_.Import(Join(R"({"channel":"taobao","seller":"shop","buyer":"b1","order_id":100,)",
                          R"("state":"paid","created":"2024-02-10 10:00:00","lines":[)", lines,
                          "]}"));
  }

  static std::string RefundsOf(const std::string& line) {
    if (line == "101") return RefundOf("1010", "APPLIED", "2", "1000");
    if (line == "102") {
      return RefundOf("1020", "APPLIED", "1", "400") + "," +
             RefundOf("1021", "REFUSED", "1", "600");
    }
    if (line == "103") return RefundOf("1030", "SUCCESS", "2", "1000");
    return {};
  }
  static std::string RefundOf(std::string_view id, std::string_view state, std::string_view pieces,
                              std::string_view fen) {
    return Join(R"({"refund_id":)", id, R"(,"state":")", state, R"(","quantity":")", pieces,
                R"(","amount_fen":)", fen, R"(,"created":"2024-02-20 10:00:00"})");
  }

  std::string Send(const Params& more = {}) {
    Params params{{"tid", "100"}, {"company_code", "YTO"}, {"out_sid", "W1"}};
    for (const auto& [name, value] : more) Set(params, name, value);
    return Ask(seller_, kSend, params);
  }
  std::string SendPart(const std::string& lines, const std::string& waybill = "W1") {
    return Send({{"is_split", "1"}, {"sub_tid", lines}, {"out_sid", waybill}});
  }
  /// `waybill` of each line of order 100.
  std::vector<std::string> Waybills() {
    std::vector<std::string> waybills;
    for (const auto& row : platform_.database().Run(
             "SELECT carrier || waybill FROM order_line WHERE order_id = 100 ORDER BY line_id")) {
      waybills.push_back(row.at(0));
    }
    return waybills;
  }
};

TEST_F(OfflineSend, ShipsAllThatIsLeftAndClosesWhatWaited) {
  EXPECT_EQ(Send(), kSuccess);
  EXPECT_THAT(Waybills(), ElementsAre("YTOW1", "YTOW1", "", "YTOW1"));
  EXPECT_THAT(platform_.database().Run("SELECT state, shipped_ms FROM trade_order"),
              ElementsAre(Row{"shipped", std::to_string(kNow.unix_ms)}));
  EXPECT_THAT(
      platform_.database().Run("SELECT state, closed_by_ship FROM refund ORDER BY refund_id"),
      ElementsAre(Row{"CLOSED", "1"}, Row{"CLOSED", "1"}, Row{"REFUSED", "0"},
                  Row{"SUCCESS", "0"}));
  EXPECT_THAT(EventsOf(1010), ElementsAre("ship_order seller YTO W1"));
  EXPECT_THAT(EventsOf(1021), IsEmpty());
}

TEST_F(OfflineSend, ShipsLineByLineUntilNoneIsLeft) {
  EXPECT_EQ(SendPart("101"), kSuccess);
  EXPECT_THAT(Waybills(), ElementsAre("YTOW1", "", "", ""));
  EXPECT_EQ(OrderStateOf(100), "paid");
  EXPECT_EQ(StateOf(1010), "CLOSED");
  EXPECT_EQ(StateOf(1020), "APPLIED");
  platform_.clock().AdvanceMs(60'000);
  EXPECT_EQ(SendPart("104,102,104", "W2"), kSuccess);
  EXPECT_THAT(Waybills(), ElementsAre("YTOW1", "YTOW2", "", "YTOW2"));
  EXPECT_THAT(platform_.database().Run("SELECT state, shipped_ms FROM trade_order"),
              ElementsAre(Row{"shipped", std::to_string(kNow.unix_ms)}));
}

TEST_F(OfflineSend, IsASuccessOnceMoreThatChangesNothing) {
  EXPECT_EQ(SendPart("101"), kSuccess);
  EXPECT_EQ(SendPart("101"), kSuccess);
  EXPECT_EQ(ErrorOf(SendPart("101", "W2")), kStatusError);
  EXPECT_EQ(ErrorOf(SendPart("101,104", "W2")), kStatusError);
  EXPECT_THAT(Waybills(), ElementsAre("YTOW1", "", "", ""));

  EXPECT_EQ(Send({{"out_sid", "W3"}}), kSuccess);
  const auto version = platform_.database().Number("SELECT version FROM trade_order");
  platform_.clock().AdvanceMs(60'000);
  EXPECT_EQ(Send({{"out_sid", "W3"}}), kSuccess);
  EXPECT_EQ(SendPart("101"), kSuccess);
  EXPECT_EQ(ErrorOf(Send({{"out_sid", "W4"}})), kStatusError);
  EXPECT_EQ(ErrorOf(Send({{"out_sid", "W3"}, {"company_code", "ZTO"}})), kStatusError);
  EXPECT_EQ(platform_.database().Number("SELECT version FROM trade_order"), version);
  EXPECT_EQ(EventsOf(1010).size(), 1U);
}

TEST_F(OfflineSend, LeavesOutWhatIsPaidBack) {
  EXPECT_EQ(ErrorOf(SendPart("101,103")), kStatusError);
  EXPECT_EQ(StateOf(1010), "APPLIED");
  // The last line that was not shipped is paid back, so that all that there is is on its way.
  EXPECT_EQ(SendPart("102,104"), kSuccess);
  EXPECT_EQ(OrderStateOf(100), "paid");
  Ask(seller_, "taobao.rp.refunds.agree", {{"refund_infos", Join("1010|1000|", kAppliedVersion)}});
  EXPECT_EQ(StateOf(1010), "SUCCESS");
  EXPECT_EQ(OrderStateOf(100), "shipped");
}

TEST_F(OfflineSend, RefusesLinesThatAreNotOfTheTrade) {
  AddOrder(200, "paid");
  EXPECT_EQ(ErrorOf(SendPart("101,201")),
            "41 Invalid arguments:sub_tid isv.invalid-parameter:sub_tid");
  EXPECT_EQ(ErrorOf(Send({{"is_split", "1"}})),
            "40 Missing required arguments:sub_tid isv.missing-parameter:sub_tid");
  EXPECT_THAT(Waybills(), ElementsAre("", "", "", ""));
}

TEST_F(OfflineSend, RefusesTradesThatCannotBeShipped) {
  std::int64_t id = 200;
  for (const char* const state : {"created", "shipped", "finished", "closed"}) {
    AddOrder(id, state);
    EXPECT_EQ(ErrorOf(Send({{"tid", std::to_string(id)}})), kStatusError) << state;
    id += 100;
  }
  EXPECT_EQ(ErrorOf(Send({{"tid", "999"}})), kNotExist);
  EXPECT_EQ(
      ErrorOf(Ask(rival_, kSend, {{"tid", "100"}, {"company_code", "YTO"}, {"out_sid", "W1"}})),
      kNotExist);
  EXPECT_EQ(StateOf(1010), "APPLIED");
}

TEST_F(OfflineSend, WaitsUntilTheHoldAfterPayingHasPassed) {
  platform_.database().Run("UPDATE trade_order SET hold_until_ms = " +
                           std::to_string(kNow.unix_ms + 1000));
  EXPECT_EQ(ErrorOf(Send()), kStatusError);
  EXPECT_EQ(StateOf(1010), "APPLIED");
  platform_.clock().AdvanceMs(1000);
  EXPECT_EQ(Send(), kSuccess);
}

}  // namespace
}  // namespace ebbtide::test
