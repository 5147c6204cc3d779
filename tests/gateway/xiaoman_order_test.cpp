#include <gmock/gmock.h>

#include "gateway/fixture.hpp"

/// ebbtide.xiaoman.order.create.
namespace ebbtide::test {
namespace {

using refund::PartyKind;

constexpr const char* kMethod = "ebbtide.xiaoman.order.create";

/// An order in JSON.
struct Draft {
  std::string customer = "4053738002";
  std::string seller = "okki";
  std::string number = "P1";
  std::string line = "P1_1";
  std::string paid = "50000";
  std::string more = {};
};

std::string LineOf(const std::string& number, const std::string& paid) {
  return Join(R"({"order_item_no":")", number, R"(","sku_code":"widget","title":"Widget",)",
              R"("price_fen":500,"quantity":100,"paid_fen":)", paid, "}");
}

class XiaomanOrder : public GatewayTest {
 protected:
  XiaomanOrder() {
    app_ = platform_.AddBoundApp(PartyKind::kCustomer, "4053738002");
    platform_.Write([](store::Store& store) {
      store.access().PutParty(PartyKind::kSeller, "okki");
      store.access().PutParty(PartyKind::kSeller, "another");
    });
  }

  std::string Order(const Draft& draft) { return OrderAs(app_, draft); }
  std::string OrderAs(const App& app, const Draft& draft) {
    return Ask(app, kMethod,
               {{"order_info",
                 Join(R"({"global_id":")", draft.customer, R"(","seller":")", draft.seller,
                      R"(","out_order_id":")", draft.number, R"(","post_fee_fen":300,"lines":[)",
                      LineOf(draft.line, draft.paid), draft.more, "]}")}});
  }
  std::int64_t Orders() { return platform_.database().Number("SELECT COUNT(*) FROM trade_order"); }

  App app_;
};

TEST_F(XiaomanOrder, IsKeptAsPaid) {
  const std::string second = "," + LineOf("P1_2", "1");
  const std::string answer = Order({.more = second});
  const auto ids =
      platform_.database().Run("SELECT order_id, line_id FROM order_line ORDER BY line_id");
  EXPECT_EQ(answer,
            Join(R"({"tid":)", ids.at(0).at(0), R"(,"out_order_id":"P1","lines":)",
                 R"({"xiaoman_order_line_result":[{"order_item_no":"P1_1","oid":)", ids.at(0).at(1),
                 R"(},{"order_item_no":"P1_2","oid":)", ids.at(1).at(1), "}]}}"));
  EXPECT_EQ(platform_.database().Run(
                "SELECT channel, key_scope, state, paid_fen, post_fee_fen FROM trade_order"),
            (std::vector<Database::Row>{{"xiaoman", "4053738002", "paid", "50301", "300"}}));
  EXPECT_EQ(platform_.database().Run("SELECT sku_code, title, price_fen, quantity_milli, paid_fen "
                                     "FROM order_line WHERE out_line_id = 'P1_1'"),
            (std::vector<Database::Row>{{"widget", "Widget", "500", "100000", "50000"}}));
  EXPECT_EQ(Order({.more = second}), answer);
  EXPECT_EQ(Orders(), 1);
}

TEST_F(XiaomanOrder, IsGoodForOneContentOfItsNumber) {
  Order({});
  const std::string used = "50 Remote service error isv.invalid-parameter:out_order_id";
  EXPECT_EQ(ErrorOf(Order({.paid = "1"})), used);
  EXPECT_EQ(ErrorOf(Order({.line = "P1_2"})), used);
  EXPECT_EQ(ErrorOf(Order({.seller = "another"})), used);
  EXPECT_EQ(Orders(), 1);
}

TEST_F(XiaomanOrder, NamesEachLineOfACustomerOnce) {
  EXPECT_EQ(ErrorOf(Order({.more = "," + LineOf("P1_1", "1")})),
            "41 Invalid arguments:order_info isv.invalid-parameter:order_info");
  Order({});
  EXPECT_EQ(ErrorOf(Order({.number = "P2", .more = "," + LineOf("P2_1", "1")})),
            "50 Remote service error isv.invalid-parameter:order_item_no");
  EXPECT_EQ(ErrorOf(Order({.number = "P2", .line = "P2_1"})), "0");  // what was refused is free
  const App other = platform_.AddBoundApp(PartyKind::kCustomer, "999");
  EXPECT_EQ(ErrorOf(OrderAs(other, {.customer = "999"})), "0");
  EXPECT_EQ(Orders(), 3);
}

TEST_F(XiaomanOrder, NeedsACustomerOfTheAppsAndASeller) {
  platform_.AddBoundApp(PartyKind::kCustomer, "999");
  const std::string foreign = Order({.customer = "999"});
  EXPECT_EQ(ErrorOf(foreign), "50 Remote service error isv.user-not-exist:global_id");
  std::string unknown = Order({.customer = "888"});
  unknown.replace(unknown.find("888"), 3, "999");
  EXPECT_EQ(foreign, unknown);
  EXPECT_EQ(ErrorOf(Order({.seller = "nobody"})),
            "50 Remote service error isv.user-not-exist:seller");
  EXPECT_EQ(Orders(), 0);
}

}  // namespace
}  // namespace ebbtide::test
