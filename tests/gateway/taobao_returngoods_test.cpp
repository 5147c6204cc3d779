#include <gmock/gmock.h>

#include "gateway/shop.hpp"

/// taobao.rp.returngoods.agree, .refill and .refuse.
namespace ebbtide::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kAgree = "taobao.rp.returngoods.agree";
constexpr const char* kRefill = "taobao.rp.returngoods.refill";
constexpr const char* kRefuse = "taobao.rp.returngoods.refuse";
constexpr const char* kSuccess = R"({"is_success":true})";
constexpr const char* kStatusError = "50 Remote service error isv.refund-status-error";
constexpr const char* kVersionExpired = "50 Remote service error isv.refund-version-expired";
constexpr const char* kNotExist = "50 Remote service error isv.refund-not-exist:refund_id";
constexpr const char* kWrongPhase =
    "41 Invalid arguments:refund_phase isv.invalid-parameter:refund_phase";

class Returngoods : public ShopTest {
 protected:
  /// A call with `more` in its place; what is empty there is left out.
  static Params With(Params params, const Params& more) {
    for (const auto& [name, value] : more) Set(params, name, value);
    return params;
  }
  static Params AgreeCall(const Params& more = {}) {
    return With({{"refund_id", "102"},
                 {"address", "浙江省杭州市西湖区文新街道1幢"},
                 {"name", "张三"},
                 {"mobile", "13888888888"},
                 {"tel", "0571-88888888"},
                 {"post", "310000"},
                 {"remark", "请保持吊牌完好"}},
                more);
  }
  static Params RefillCall(const Params& more = {}) {
    return With({{"refund_id", "102"},
                 {"refund_phase", "onsale"},
                 {"logistics_waybill_no", "W1"},
                 {"logistics_company_code", "YTO"}},
                more);
  }
  std::string Agree(const Params& more = {}) { return Ask(seller_, kAgree, AgreeCall(more)); }
  std::string Refill(const Params& more = {}) { return Ask(seller_, kRefill, RefillCall(more)); }
  std::string RefuseGoods(const Params& more = {}, std::string_view proof = kGif) {
    return AskWithFile(
        seller_, kRefuse,
        With(
            {{"refund_id", "102"}, {"refund_phase", "onsale"}, {"refund_version", kAppliedVersion}},
            more),
        {"refuse_proof", proof});
  }
  std::vector<Database::Row> Return(const std::string& columns) {
    return platform_.database().Run("SELECT " + columns + " FROM refund_return");
  }
};

TEST_F(Returngoods, GetTheirAddressLateWhereTimeAgreedToThem) {
  AddOrder(100, "shipped", R"("state":"APPLIED","claim":3,"due":"2024-03-01 11:00:00")");
  EXPECT_EQ(platform_.FireDeadlines(), 1);
  EXPECT_EQ(StateOf(102), "RETURN_AGREED");
  const std::string version = VersionOf(102);
  EXPECT_EQ(Agree(), kSuccess);
  EXPECT_EQ(VersionOf(102), version) << "only the address was missing";
  EXPECT_THAT(Return("contact_name"), ElementsAre(ElementsAre("张三")));
  EXPECT_EQ(MessagesOf(102).size(), 1U);
  EXPECT_EQ(ErrorOf(Agree({{"address", "Elsewhere"}})), kStatusError) << "it has one now";
}

TEST_F(Returngoods, AreAgreedToWithAnAddress) {
  AddOrder(100, "shipped", R"("state":"APPLIED","claim":3)");
  EXPECT_EQ(Agree({{"post_fee_bear_role", "0"}, {"refund_version", kAppliedVersion}}), kSuccess);
  EXPECT_EQ(StateOf(102), "RETURN_AGREED");
  EXPECT_THAT(Return("contact_name, mobile, phone, zip, address, complete_address"),
              ElementsAre(ElementsAre("张三", "13888888888", "0571-88888888", "310000", "",
                                      "浙江省杭州市西湖区文新街道1幢")));
  EXPECT_THAT(EventsOf(102),
              ElementsAre("agree_return seller the seller pays for sending the goods back"));
  EXPECT_THAT(MessagesOf(102),
              ElementsAre("seller RETURN_GOODS_APPROVED 张三 13888888888 0571-88888888 "
                          "浙江省杭州市西湖区文新街道1幢 310000\n请保持吊牌完好"));

  EXPECT_EQ(Agree(), kSuccess);
  EXPECT_EQ(Agree({{"refund_version", kAppliedVersion}}), kSuccess);
  EXPECT_EQ(ErrorOf(Agree({{"address", "Elsewhere"}})), kStatusError);
  EXPECT_EQ(EventsOf(102).size(), 1U);
  EXPECT_EQ(MessagesOf(102).size(), 1U);
}

TEST_F(Returngoods, AreNotAgreedToWithoutAnAddressOrWhereNoneComeBack) {
  AddOrder(100, "shipped", R"("state":"APPLIED","claim":3)");
  for (const char* const name : {"address", "name"}) {
    EXPECT_EQ(ErrorOf(Agree({{name, ""}})),
              Join("40 Missing required arguments:", name, " isv.missing-parameter:", name));
  }
  EXPECT_EQ(ErrorOf(Agree({{"mobile", ""}, {"tel", ""}})),
            "40 Missing required arguments:mobile isv.missing-parameter:mobile");
  EXPECT_EQ(ErrorOf(Agree({{"refund_phase", "aftersale"}})), kWrongPhase);
  EXPECT_EQ(ErrorOf(Agree({{"refund_version", "1"}})), kVersionExpired);
  EXPECT_EQ(ErrorOf(Ask(rival_, kAgree, AgreeCall())), kNotExist);
  AddOrder(200, "shipped", R"("state":"APPLIED")");
  EXPECT_EQ(ErrorOf(Agree({{"refund_id", "202"}})), kStatusError);
  EXPECT_THAT(Return("*"), IsEmpty());
  EXPECT_EQ(Agree({{"mobile", ""}, {"post", ""}, {"remark", ""}}), kSuccess);
}

TEST_F(Returngoods, LeaveAFormerWaybillBehindWhenAgreedToAnew) {
  AddOrder(100, "shipped",
           R"("state":"APPLIED","claim":3,"return_delivery":{"mail_no":"OLD","carrier":"YTO"})");
  EXPECT_EQ(Agree(), kSuccess);
  EXPECT_THAT(Return("mail_no, carrier"), ElementsAre(ElementsAre("", "")));
}

TEST_F(Returngoods, GetAWaybillFromTheSeller) {
  AddOrder(100, "shipped", R"("state":"RETURN_AGREED","claim":3)");
  EXPECT_EQ(ErrorOf(Refill({{"refund_phase", "aftersale"}})), kWrongPhase);
  EXPECT_EQ(ErrorOf(Ask(rival_, kRefill, RefillCall())), kNotExist);
  EXPECT_EQ(Refill(), kSuccess);
  EXPECT_EQ(StateOf(102), "GOODS_RETURNED");
  EXPECT_THAT(Return("mail_no, carrier, given_ms"),
              ElementsAre(ElementsAre("W1", "YTO", std::to_string(kNow.unix_ms))));
  EXPECT_THAT(EventsOf(102), ElementsAre("ship_back seller YTO W1"));

  EXPECT_EQ(Refill(), kSuccess);
  EXPECT_EQ(ErrorOf(Refill({{"logistics_waybill_no", "W2"}})), kStatusError);
  EXPECT_EQ(ErrorOf(Refill({{"logistics_company_code", "ZTO"}})), kStatusError);
  EXPECT_EQ(EventsOf(102).size(), 1U);
}

TEST_F(Returngoods, KeepTheWaybillThatTheBuyerGave) {
  AddOrder(100, "shipped",
           R"("state":"GOODS_RETURNED","claim":3,)"
           R"("return_delivery":{"mail_no":"W1","carrier":"YTO"})");
  EXPECT_EQ(ErrorOf(Refill()), kStatusError);
  AddOrder(200, "shipped", R"("state":"APPLIED","claim":3)");
  EXPECT_EQ(ErrorOf(Refill({{"refund_id", "202"}})), kStatusError);
}

TEST_F(Returngoods, AreRefusedWithAPicture) {
  AddOrder(100, "shipped", R"("state":"GOODS_RETURNED","claim":3)");
  EXPECT_EQ(RefuseGoods({{"refuse_reason_id", "102"}}), R"({"result":true})");
  EXPECT_THAT(platform_.database().Run("SELECT state, refuse_reason FROM refund"),
              ElementsAre(ElementsAre("REFUSED", "已经影响商品完好")));
  EXPECT_THAT(EventsOf(102), ElementsAre("refuse_goods seller 已经影响商品完好"));
  EXPECT_THAT(MessagesOf(102), ElementsAre("seller NORMAL 已经影响商品完好 " + DigestOf(kGif)));

  EXPECT_EQ(RefuseGoods(), R"({"result":true})");
  EXPECT_EQ(EventsOf(102).size(), 1U);
  EXPECT_EQ(MessagesOf(102).size(), 1U);
}

TEST_F(Returngoods, AreNotRefusedWithoutAPictureOrBeforeTheyCome) {
  AddOrder(100, "shipped", R"("state":"GOODS_RETURNED","claim":3)");
  EXPECT_EQ(ErrorOf(RefuseGoods({}, "")),
            "40 Missing required arguments:refuse_proof isv.missing-parameter:refuse_proof");
  EXPECT_EQ(ErrorOf(RefuseGoods({}, "no picture")),
            "41 Invalid arguments:refuse_proof isv.invalid-parameter:refuse_proof");
  EXPECT_EQ(ErrorOf(RefuseGoods({{"refuse_reason_id", "999"}})),
            "41 Invalid arguments:refuse_reason_id isv.invalid-parameter:refuse_reason_id");
  EXPECT_EQ(ErrorOf(RefuseGoods({{"refund_phase", "aftersale"}})), kWrongPhase);
  EXPECT_EQ(ErrorOf(RefuseGoods({{"refund_version", "1"}})), kVersionExpired);
  EXPECT_EQ(StateOf(102), "GOODS_RETURNED");
  AddOrder(200, "shipped", R"("state":"APPLIED","claim":3)");
  EXPECT_EQ(ErrorOf(RefuseGoods({{"refund_id", "202"}})), kStatusError);
  EXPECT_EQ(ErrorOf(RefuseGoods({{"refund_id", "302"}})), kNotExist);
}

}  // namespace
}  // namespace ebbtide::test
