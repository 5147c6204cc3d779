#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// taobao.refund.messages.get and taobao.refund.refusereason.get.
namespace ebbtide::test {
namespace {

using refund::Actor;

class TaobaoRefundWords : public GatewayTest {
 protected:
  TaobaoRefundWords() {
    platform_.ImportDemo();
    seller_ = platform_.AddSellerApp("hz0799");
    buyer_ = platform_.AddUserApp(refund::PartyKind::kBuyer, "tbtest20");
  }

  std::string Reasons(const std::string& refund, const std::string& phase,
                      const std::string& fields) {
    return Ask(seller_, "taobao.refund.refusereason.get",
               {{"refund_id", refund}, {"refund_phase", phase}, {"fields", fields}});
  }
  std::string Messages(const App& app, const std::string& refund, Params more = {}) {
    Params params{{"refund_id", refund},
                  {"fields",
                   "content,created,id,message_type,owner_id,owner_nick,owner_role,"
                   "refund_id,refund_phase,pic_urls,owner_open_uid"}};
    params.insert(params.end(), more.begin(), more.end());
    return Ask(app, "taobao.refund.messages.get", params);
  }
  /// Puts a message about refund 83477 there, as if it had been written now.
  void Leave(std::int64_t id, Actor author, const std::string& nick, const std::string& type,
             const std::vector<store::MessagePicture>& pictures = {}) {
    platform_.Write([&](store::Store& store) {
      store.messages().Insert({.id = id,
                               .refund = {83477},
                               .created = kNow,
                               .author = author,
                               .author_id = {nick.empty() ? 0 : id + 100},
                               .author_nick = nick,
                               .type = type,
                               .content = "hello",
                               .pictures = pictures});
    });
  }

  App seller_;
  App buyer_;
};

TEST_F(TaobaoRefundWords, ListsTheReasonsToRefuseWith) {
  EXPECT_EQ(
      Reasons("83477", "onsale", "reason_id,reason_text,reason_tips"),
      R"({"reasons":{"reason":[{"reason_id":101,"reason_text":"商品已发出",)"
      R"("reason_tips":"请填写运单号，便于买家查询"},{"reason_id":102,"reason_text":"已经影响商品完好",)"
      R"("reason_tips":"请上传商品破损的凭证"},{"reason_id":103,)"
      R"("reason_text":"退回的商品与寄出的不符","reason_tips":"请上传开箱凭证"},{"reason_id":104,)"
      R"("reason_text":"未收到退货","reason_tips":"请核对买家填写的运单号"},{"reason_id":105,)"
      R"("reason_text":"与买家协商一致不退款","reason_tips":"请上传聊天记录"},{"reason_id":106,)"
      R"("reason_text":"申请的金额有误","reason_tips":"请说明应退的金额"}]},"total_results":6,)"
      R"("has_next":false})");
  EXPECT_EQ(ErrorOf(Reasons("83477", "aftersale", "reason_id")),
            "41 Invalid arguments:refund_phase isv.invalid-parameter:refund_phase");
  EXPECT_EQ(ErrorOf(Reasons("83477", "", "reason_id")),
            "40 Missing required arguments:refund_phase isv.missing-parameter:refund_phase");
}

constexpr const char* kLastMessage =
    R"({"content":"hello","created":"2024-03-01 12:00:00","id":13,"message_type":"NORMAL",)"
    R"("owner_role":"3","refund_id":"83477","refund_phase":"onsale"})";

/// The key that links are signed with is another one in each test.
std::string WithoutSign(std::string answer) {
  constexpr std::string_view kMark = "&sign=";
  const auto at = answer.find(kMark) + kMark.size();
  return answer.replace(at, answer.find('"', at) - at, "*");
}

TEST_F(TaobaoRefundWords, GivesMessagesOldestFirst) {
  std::string digest;
  platform_.Write([&](store::Store& store) { digest = store.pictures().Put("GIF89a"); });
  Leave(12, Actor::kSeller, "shop1", "RETURN_GOODS_APPROVED");
  Leave(11, Actor::kBuyer, "buyer1", "NORMAL", {{digest, ""}});
  Leave(13, Actor::kSystem, "", "NORMAL");
  EXPECT_EQ(
      WithoutSign(Messages(seller_, "83477")),
      Join(R"({"refund_messages":{"refund_message":[{"content":"hello",)",
           R"("created":"2024-03-01 12:00:00","id":11,"message_type":"NORMAL","owner_id":111,)",
           R"("owner_nick":"buyer1","owner_role":"1","refund_id":"83477","refund_phase":"onsale",)",
           R"("pic_urls":{"pic_url":[{"url":"http://127.0.0.1/picture/83477/)", digest,
           R"(?expires=1709269200000&sign=*"}]},"owner_open_uid":"buyer1"},{"content":"hello",)",
           R"("created":"2024-03-01 12:00:00","id":12,"message_type":"RETURN_GOODS_APPROVED",)",
           R"("owner_id":112,"owner_nick":"shop1","owner_role":"2","refund_id":"83477",)",
           R"("refund_phase":"onsale"},)", kLastMessage, R"(]},"total_results":3})"));
  EXPECT_EQ(Messages(buyer_, "83477"), Messages(seller_, "83477"));
  EXPECT_EQ(
      Messages(buyer_, "83477", {{"page_size", "1"}, {"page_no", "3"}}),
      Join(R"({"refund_messages":{"refund_message":[)", kLastMessage, R"(]},"total_results":3})"));
  EXPECT_EQ(Messages(buyer_, "83500"), R"({"refund_messages":{},"total_results":0})");
  EXPECT_EQ(ErrorOf(Messages(buyer_, "83477", {{"refund_phase", "aftersale"}})),
            "41 Invalid arguments:refund_phase isv.invalid-parameter:refund_phase");
}

}  // namespace
}  // namespace ebbtide::test
