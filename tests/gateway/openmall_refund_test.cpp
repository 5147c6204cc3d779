#include <gmock/gmock.h>

#include "gateway/openmall_fixture.hpp"
#include "refund/details.hpp"

/// What becomes of refunds that distributors applied for through Openmall.
namespace ebbtide::test {
namespace {

using refund::Event;
using testing::ElementsAre;
using testing::HasSubstr;

using Row = Database::Row;

constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";

class OpenmallRefund : public OpenmallTest {
 protected:
  std::string Modify(const std::string& refund, const Params& changes) {
    Params params{{"refund_id", refund},
                  {"refund_fee", "1000"},
                  {"refund_type", "refund"},
                  {"goods_status", "BUYER_RECEIVED"},
                  {"refund_reason", "OTHER_REASON"},
                  {"refund_desc", "少件"}};
    for (const auto& [name, value] : changes) Set(params, name, value);
    return Call("refund.modify", params);
  }

  std::string Submit(const std::string& refund, const std::string& waybill) {
    return Call("refund.submit", {{"refund_id", refund},
                                  {"logistics_company_code", "YTO"},
                                  {"logistics_company_name", "圆通快递"},
                                  {"logistics_no", waybill}});
  }

  /// A return of all of order 7100 that the seller has agreed to.
  std::string AgreedReturn() {
    const std::string refund = Apply("7100", "250", {{"refund_type", "return_and_refund"}});
    Do(refund, Event::kAgreeReturn);
    platform_.Write([&](store::Store& store) {
      refund::ReturnContact contact;
      contact.name = "李四";
      contact.mobile = "13777777777";
      contact.phone = "0571-66666666";
      contact.complete_address = "浙江省杭州市西湖区1号";
      contact.zip = "310012";
      store.refunds().PutContact({std::stoll(refund)}, contact);
    });
    return refund;
  }
};

TEST_F(OpenmallRefund, IsChangedWithoutCountingWhatItHeld) {
  const std::string refund = Apply("7100", "250");
  EXPECT_EQ(Modify(refund, {{"refund_fee", "200"}, {"refund_type", "return_and_refund"}}),
            R"({"result":true})");
  EXPECT_EQ(Stored(refund), (Row{"7100", "200", "0", "2000", "APPLIED"}));
  const std::string changed = GetRefund(refund);
  EXPECT_THAT(changed, HasSubstr(R"("good_status":"BUYER_RECEIVED","has_good_return":true)"));
  EXPECT_EQ(ErrorOf(Modify(refund, {{"refund_fee", "251"}})),
            "50 Remote service error isv.refund-fee-exceeded");
  EXPECT_EQ(ErrorOf(Modify(refund, {{"goods_status", "UNSHIPPED"}})),
            "50 Remote service error isv.invalid-parameter:goods_status");
  EXPECT_EQ(GetRefund(refund), changed);
  EXPECT_EQ(Modify(refund, {{"refund_fee", "250"}}), R"({"result":true})");
  EXPECT_EQ(Stored(refund), (Row{"7100", "200", "50", "2000", "APPLIED"}));
}

TEST_F(OpenmallRefund, MayBeAskedForAgainOnceRefused) {
  const std::string refund = Apply("7000", "3000");
  Do(refund, Event::kRefuse);
  platform_.clock().AdvanceMs(3'600'000);
  EXPECT_EQ(Modify(refund, {{"refund_fee", "2000"}}), R"({"result":true})");
  EXPECT_EQ(Stored(refund), (Row{"7000", "2000", "0", "2000", "APPLIED"}));
  EXPECT_THAT(GetRefund(refund), HasSubstr(R"("timeout":"2024-03-03 13:00:00")"));
  EXPECT_THAT(platform_.database().Run("SELECT event, amount_fen, detail FROM refund_event "
                                       "WHERE event = 'modify'"),
              ElementsAre(Row{"modify", "2000", "before: 3000 fen, 3 pieces"}));
  Do(refund, Event::kAgreeRefund);
  EXPECT_EQ(ErrorOf(Modify(refund, {{"refund_fee", "99999"}})), kStatusError);
}

TEST_F(OpenmallRefund, MayBeWithdrawnUntilTheMoneyMoves) {
  const std::string refund = Apply("7000", "3500");
  EXPECT_EQ(Close(refund), R"({"result":true})");
  const std::string closed = GetRefund(refund);
  EXPECT_THAT(closed, HasSubstr(R"("refund_remind_timeout":{"exist_timeout":false},)"));
  EXPECT_THAT(closed, HasSubstr(R"("status":"CLOSED")"));
  platform_.clock().AdvanceMs(5'000);
  EXPECT_EQ(Close(refund), R"({"result":true})");
  EXPECT_EQ(GetRefund(refund), closed);
  EXPECT_EQ(ErrorOf(Modify(refund, {})), kStatusError);

  const std::string shipped = Apply("7000", "3500");
  Do(shipped, Event::kShipOrder);
  EXPECT_THAT(GetRefund(shipped), HasSubstr(R"("closed_by_seller_ship":true)"));
  EXPECT_EQ(Close(shipped), R"({"result":true})");

  const std::string paid = Apply("7000", "3500");
  Do(paid, Event::kAgreeRefund);
  EXPECT_EQ(ErrorOf(Close(paid)), kStatusError);
  EXPECT_THAT(GetRefund(paid), HasSubstr(R"("status":"SUCCESS")"));
}

TEST_F(OpenmallRefund, ShowsWhereTheGoodsGoAndHowTheyTravel) {
  const std::string refund = AgreedReturn();
  EXPECT_THAT(GetRefund(refund), HasSubstr(R"("status":"WAIT_BUYER_RETURN_GOODS")"));
  EXPECT_EQ(Submit(refund, "SF1"), R"({"result":true})");
  EXPECT_EQ(Blanked(GetRefund(refund), refund),
            R"({"refund":{"created":"2024-03-01 12:00:00","good_status":"BUYER_RETURNED_GOODS",)"
            R"("has_good_return":true,"modified":"2024-03-01 12:00:00","num":2,"payment":"2.00",)"
            R"("refund_fee":"2.50","refund_id":#,"refund_phase":"onsale",)"
            R"("refund_remind_timeout":{"exist_timeout":true,"timeout":"2024-03-11 12:00:00"},)"
            R"("address":"浙江省杭州市西湖区1号","status":"WAIT_SELLER_CONFIRM_GOODS",)"
            R"("total_fee":"2.50","sid":"SF1","company_name":"圆通快递","post_code":"310012",)"
            R"("fix_phone":"0571-66666666","mobile":"13777777777","consignee_full_name":"李四",)"
            R"("closed_by_seller_ship":false}})");
}

TEST_F(OpenmallRefund, TakesOneWaybill) {
  EXPECT_EQ(ErrorOf(Submit(Apply("7000", "100"), "SF1")), kStatusError);
  const std::string refund = AgreedReturn();
  EXPECT_EQ(Submit(refund, "SF1"), R"({"result":true})");
  const std::string given = GetRefund(refund);
  platform_.clock().AdvanceMs(5'000);
  EXPECT_EQ(Submit(refund, "SF1"), R"({"result":true})");
  EXPECT_EQ(ErrorOf(Submit(refund, "SF2")), kStatusError);
  EXPECT_EQ(GetRefund(refund), given);
  Do(refund, Event::kAgreeRefund);
  EXPECT_EQ(ErrorOf(Submit(refund, "SF2")), kStatusError);
}

TEST_F(OpenmallRefund, IsListedByTheTimeOfItsApplication) {
  const auto list = [&](const char* from, const char* until, const char* page) {
    return Call("refund.batch.get", {{"start_created", from},
                                     {"end_created", until},
                                     {"page_index", page},
                                     {"page_size", "1"}});
  };
  platform_.clock().AdvanceMs(999);
  const std::string first = Apply("7000", "3500");
  platform_.clock().AdvanceMs(1);
  const std::string second = Apply("7100", "10");
  Do(second, Event::kAgreeRefund);
  const char* const noon = "2024-03-01 12:00:00";
  const char* const later = "2024-03-01 12:00:01";
  EXPECT_EQ(list(noon, later, "1"),
            R"({"entities":{"top_refund_vo":[{"refund_id":)" + first +
                R"(,"tid":7000,"status":"WAIT_SELLER_AGREE","created":"2024-03-01 12:00:00",)"
                R"("refund_fee":"35.00"}]},"total_count":2})");
  EXPECT_EQ(list(noon, later, "2"),
            R"({"entities":{"top_refund_vo":[{"refund_id":)" + second +
                R"(,"tid":7100,"status":"SUCCESS","created":"2024-03-01 12:00:01",)"
                R"("refund_fee":"0.10"}]},"total_count":2})");
  EXPECT_EQ(list(noon, later, "3"), R"({"entities":{},"total_count":2})");
  EXPECT_EQ(NumberIn(list(noon, noon, "1"), "refund_id"), first);
  EXPECT_EQ(NumberIn(list(later, later, "1"), "refund_id"), second);
  EXPECT_EQ(ErrorOf(list(later, noon, "1")),
            "41 Invalid arguments:end_created isv.invalid-parameter:end_created");
  for (const char* const stranger : {"other", "nobody"}) {
    EXPECT_EQ(Call("refund.batch.get", {{"start_created", "2024-01-01 00:00:00"},
                                        {"end_created", later},
                                        {"page_index", "1"},
                                        {"page_size", "40"},
                                        {"distributor", stranger}}),
              R"({"entities":{},"total_count":0})");
  }
}

TEST_F(OpenmallRefund, OfAnotherIsNotThere) {
  const Params all{{"refund_fee", "1"},
                   {"refund_type", "refund"},
                   {"goods_status", "UNSHIPPED"},
                   {"refund_reason", "OTHER_REASON"},
                   {"refund_desc", "-"},
                   {"logistics_company_code", "YTO"},
                   {"logistics_company_name", "圆通快递"},
                   {"logistics_no", "1"},
                   {"refund_message", R"({"refund_message":"?"})"}};
  const auto expect_hidden = [&](const char* method, const char* name,
                                 const std::vector<std::pair<std::string, std::string>>& theirs,
                                 const char* error) {
    const auto ask = [&](const std::string& id, const std::string& distributor) {
      Params params = all;
      Set(params, name, id);
      Set(params, "distributor", distributor);
      return Blanked(Call(method, params), id);
    };
    const std::string nothing = ask("9999", "fx");
    EXPECT_EQ(ErrorOf(nothing), Join("50 Remote service error ", error)) << method;
    for (const auto& [id, distributor] : theirs) EXPECT_EQ(ask(id, distributor), nothing) << method;
  };
  const std::string own = Apply("7000", "100");
  for (const char* const method : {"refund.get", "refund.modify", "refund.close", "refund.submit",
                                   "refund.message.submit", "refund.message.get"}) {
    expect_hidden(method, "refund_id",
                  {{"7801", "fx"}, {"7801", "other"}, {own, "nobody"}, {"7701", "fx"}},
                  "isv.refund-not-exist:refund_id");
  }
  expect_hidden("refund.create", "tid",
                {{"7800", "fx"}, {"7800", "other"}, {"7000", "nobody"}, {"7700", "fx"}},
                "isv.trade-not-exist");
}

}  // namespace
}  // namespace ebbtide::test
