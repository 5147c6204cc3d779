#include "service/import_order.hpp"

#include <filesystem>
#include <functional>
#include <random>

#include <gmock/gmock.h>

#include "schema/reader.hpp"

namespace ebbtide::service {
namespace {

namespace wire = contract::order_record;
using testing::HasSubstr;

constexpr Timestamp kNow{1'700'000'000'000};

class OrderImport : public testing::Test {
 protected:
  OrderImport()
      : folder_(std::filesystem::path(testing::TempDir()) /
                ("import-" + std::to_string(std::random_device()()))),
        directory_(folder_, clock_),
        store_(directory_.OpenWriter()),
        importer_(*store_, "test", kNow) {}
  ~OrderImport() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  /// A paid WDK order of one line, 4 pieces for 1000 fen and 100 fen of postage, paid in two ways.
  static wire::Order Example() {
    wire::Order order;
    constexpr std::string_view kJson = R"({"channel":"wdk","out_order_id":"A","seller":"S",
        "buyer":"b","shop_id":"10","store_id":"20","state":"paid","created":"2024-02-19 13:05:58",
        "post_fee_fen":100,"payments":[{"channel_code":6,"paid_fen":700},
        {"channel_code":20,"paid_fen":400}],"lines":[{"out_line_id":"1","sku_code":"s",
        "quantity":"4","paid_fen":1000}]})";
    const auto read = schema::ReadJson(schema::kType<wire::Order>, kJson, "order", &order);
    EXPECT_TRUE(read) << read.error().sub_msg;
    return order;
  }

  static wire::Refund RefundOf(const char* state, std::int64_t amount, const char* quantity) {
    wire::Refund refund;
    refund.state = state;
    refund.amount_fen = amount;
    refund.quantity = quantity;
    refund.created = kNow;
    return refund;
  }

  Result<Imported> Import(const wire::Order& order) {
    Result<Imported> imported = Imported{};
    store_->Transact([&] { imported = importer_.Import(order); });
    return imported;
  }

  refund::PartyId Seller() {
    return store_->access().FindParty(refund::PartyKind::kSeller, "S").value();
  }

  std::filesystem::path folder_;
  ManualClock clock_{kNow};
  store::DataDirectory directory_;
  std::unique_ptr<store::Store> store_;
  OrderImporter importer_;
};

TEST_F(OrderImport, IsIdempotentByKeyAndContent) {
  const auto first = Import(Example());
  ASSERT_TRUE(first) << first.error().sub_msg;
  EXPECT_TRUE(first->is_new);
  const auto again = Import(Example());
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->order, first->order);
  EXPECT_EQ(again->lines, first->lines);

  auto other = Example();
  other.lines[0].paid_fen = 900;
  other.payments[0].paid_fen = 600;
  const auto refused = Import(other);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sub_msg, HasSubstr("already there with other content"));

  auto other_shop = Example();
  other_shop.shop_id = "11";
  EXPECT_TRUE(Import(other_shop)) << "the shop is part of a WDK order's key";
}

TEST_F(OrderImport, CountsWhatItsRefundsHold) {
  auto order = Example();
  order.lines[0].refunds = {RefundOf("SUCCESS", 250, "1"), RefundOf("CLOSED", 1000, "4"),
                            RefundOf("APPLIED", 500, "2")};
  order.lines[0].refunds[0].post_fee_fen = 100;
  const auto imported = Import(order);
  ASSERT_TRUE(imported) << imported.error().sub_msg;

  const auto stored =
      store_->orders().Find(store::Scope::Seller(Seller()), imported->order).value();
  EXPECT_EQ(stored.paid, Fen{1100});
  EXPECT_EQ(stored.refunded, Fen{850});
  const auto line = store_->orders().FindLine(imported->order, imported->lines.at(0)).value();
  EXPECT_EQ(line.refunded, Fen{750});
  EXPECT_EQ(ToText(line.refunded_quantity), "3");
  Fen shared;
  for (const auto& payment : store_->orders().PaymentsOf(stored)) {
    EXPECT_LE(payment.refunded, payment.paid);
    shared += payment.refunded;
  }
  EXPECT_EQ(shared, Fen{850});

  const auto status = store_->refunds().StatusOfOrder(Seller(), imported->order);
  ASSERT_EQ(status.size(), 1U);
  EXPECT_EQ(status[0].last.value().state, refund::State::kApplied) << "the last one listed";
}

TEST_F(OrderImport, RefusesWhatDoesNotAddUpAndWritesNothing) {
  const std::vector<std::pair<std::function<void(wire::Order&)>, const char*>> cases{
      {[](wire::Order& order) { order.payments[0].paid_fen = 1; }, "add up to 401"},
      {[](wire::Order& order) { order.payments[1].channel_code = 6; }, "stands twice"},
      {[](wire::Order& order) { order.lines[0].quantity = "0"; }, "above 0"},
      {[](wire::Order& order) { order.lines[0].quantity = "1.2345"; }, "three decimals"},
      {[](wire::Order& order) { order.out_order_id.clear(); }, "out_order_id or order_id"},
      {[](wire::Order& order) { order.lines.push_back(order.lines[0]); }, "stands twice"},
      {[](wire::Order& order) {
         order.lines[0].refunds = {RefundOf("APPLIED", 600, "1"), RefundOf("SUCCESS", 401, "1")};
       },
       "exceed what was bought"},
      {[](wire::Order& order) { order.lines[0].refunds = {RefundOf("APPLIED", 1, "4.001")}; },
       "exceed what was bought"},
      {[](wire::Order& order) {
         order.lines[0].refunds = {RefundOf("APPLIED", 1, "1")};
         order.lines[0].refunds[0].post_fee_fen = 101;
       },
       "exceed what was bought"},
      {[](wire::Order& order) {
         order.lines[0].refunds = {RefundOf("APPLIED", 1, "1")};
         order.lines[0].refunds[0].state.reset();
       },
       "no state"},
      {[](wire::Order& order) { order.store_id.clear(); }, "needs shop_id and store_id"},
      {[](wire::Order& order) { order.channel = "epp", order.buyer.clear(); }, "needs a buyer"},
      {[](wire::Order& order) {
         order.lines.push_back(order.lines[0]);
         order.payments.clear();
         order.lines[1].out_line_id = "2";
         order.lines[0].line_id = order.lines[1].line_id = 77;
       },
       "77 is taken"},
  };
  for (const auto& [spoil, reason] : cases) {
    auto order = Example();
    spoil(order);
    const auto refused = Import(order);
    ASSERT_FALSE(refused) << reason;
    EXPECT_THAT(refused.error().sub_msg, HasSubstr(reason));
  }
  EXPECT_EQ(store_->CountRefunds(), 0);
  EXPECT_TRUE(Import(Example())->is_new) << "none of the spoilt ones was written";
}

TEST_F(OrderImport, KeepsGivenNumbersAndRefusesTakenOnes) {
  auto order = Example();
  order.order_id = 3'783'289'106'002'297'404;
  order.lines[0].line_id = 3'783'289'106'002'297'404;
  order.lines[0].refunds = {RefundOf("APPLIED", 10, "1")};
  order.lines[0].refunds[0].refund_id = 262'724'256'404'290'474;
  const auto imported = Import(order);
  ASSERT_TRUE(imported) << imported.error().sub_msg;
  EXPECT_EQ(imported->order.value, 3'783'289'106'002'297'404);

  order.out_order_id = "B";
  EXPECT_THAT(Import(order).error().sub_msg, HasSubstr("3783289106002297404 is taken"));
  order.order_id.reset();
  order.lines[0].line_id.reset();
  EXPECT_THAT(Import(order).error().sub_msg, HasSubstr("262724256404290474 is taken"));
}

TEST_F(OrderImport, TakesXiaomansOwnWords) {
  auto order = Example();
  order.channel = "xiaoman";
  order.lines[0].refunds = {RefundOf("APPLIED", 400, "1"), RefundOf("APPLIED", 1000, "4")};
  for (auto& refund : order.lines[0].refunds) {
    refund.state.reset();
    refund.xiaoman = {.apply_no = "T1", .type = "itemNum", .status = "unExpectedStop"};
  }
  order.lines[0].refunds[0].xiaoman->status = "processing";
  const auto imported = Import(order);
  ASSERT_TRUE(imported) << imported.error().sub_msg;
  const auto line = store_->orders().FindLine(imported->order, imported->lines.at(0)).value();
  EXPECT_EQ(line.refunded, Fen{400}) << "unExpectedStop is closed and holds nothing";

  order.out_order_id = "B";
  order.lines[0].refunds[0].xiaoman.reset();
  EXPECT_THAT(Import(order).error().sub_msg, HasSubstr("needs `xiaoman`"));
}

}  // namespace
}  // namespace ebbtide::service
