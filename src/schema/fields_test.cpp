#include "schema/fields.hpp"

#include <gtest/gtest.h>

#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

struct Order {
  Maybe<Number> oid;
  Maybe<String> sku_name;
  Number num = 1;

  static constexpr auto Describe() {
    return Object("Order", Field<&Order::oid>("Id."), Field<&Order::sku_name>("What."),
                  Field<&Order::num>("How many."));
  }
};

struct Trade {
  Number tid = 7;
  Maybe<List<String>> allowed_operations;
  Maybe<List<Order>> orders;
  Maybe<Order> first;
  Order last;

  static constexpr auto Describe() {
    return Object("Trade", Field<&Trade::tid>("Id."),
                  Field<&Trade::allowed_operations>("What may be done."),
                  Field<&Trade::orders>("All."), Field<&Trade::first>("One."),
                  Field<&Trade::last>("Another."));
  }
};

Trade Whole() {
  return {.allowed_operations = List<String>{"a"},
          .orders = List<Order>{{.oid = 1, .sku_name = "s"}, {.oid = 2, .sku_name = {}}},
          .first = Order{.oid = 3, .sku_name = "t"},
          .last = {.oid = 4, .sku_name = "u"}};
}

constexpr std::string_view kOrders =
    R"("orders":[{"oid":1,"sku_name":"s","num":1},{"oid":2,"num":1}],)";
constexpr std::string_view kLast = R"("last":{"oid":4,"sku_name":"u","num":1})";

struct Case {
  List<String> fields;
  std::string kept;  ///< between `tid`, which is always there, and `last`
  std::string_view last = kLast;
};

TEST(KeepFields, KeepsWhatIsNamedAndWhatIsNeverAbsent) {
  const std::string orders(kOrders);
  const std::string allowed = R"("allowed_operations":["a"],)";
  const Case kCases[] = {
      {{}, ""},
      {{"tid"}, ""},
      {{"allowed_operations"}, allowed},
      {{"allowedOperations"}, allowed},
      {{"ALLOWEDOPERATIONS_"}, allowed},
      {{"orders", "allowedOperations"}, allowed + orders},
      {{"orders.oid"}, R"("orders":[{"oid":1,"num":1},{"oid":2,"num":1}],)"},
      {{"Orders.skuName"}, R"("orders":[{"sku_name":"s","num":1},{"num":1}],)"},
      {{"orders.oid", "orders.sku_name"}, orders},
      {{"orders", "orders.oid"}, orders},
      {{"orders.oid", "orders"}, orders},
      {{"orders.num"}, R"("orders":[{"num":1},{"num":1}],)"},
      {{"first"}, R"("first":{"oid":3,"sku_name":"t","num":1},)"},
      {{"first.oid"}, R"("first":{"oid":3,"num":1},)"},
      {{"last.oid"}, "", R"("last":{"oid":4,"num":1})"},
  };
  for (const auto& [fields, kept, last] : kCases) {
    Trade trade = Whole();
    KeepFields(kType<Trade>, &trade, fields);
    std::string json;
    WriteJson(kType<Trade>, &trade, JsonLists::kPlain, json);
    EXPECT_EQ(json, R"({"tid":7,)" + kept + std::string(last) + "}");
  }
}

TEST(KeepFields, PassesOverWhatLeadsToNoField) {
  for (const auto* const name :
       {"", "_", ".", "unknown", "order", "orders.", "orders.unknown", ".oid", "orders..oid",
        "orders.oid.x", "allowed_operations.x", "trade.orders", "orders oid", "last.unknown"}) {
    Trade trade = Whole();
    KeepFields(kType<Trade>, &trade, {name});
    std::string json;
    WriteJson(kType<Trade>, &trade, JsonLists::kPlain, json);
    EXPECT_EQ(json, R"({"tid":7,)" + std::string(kLast) + "}") << name;
  }
}

TEST(KeepFields, LeavesAbsentWhatIsAbsent) {
  Trade trade;
  KeepFields(kType<Trade>, &trade, {"orders.oid", "first.oid", "allowed_operations"});
  EXPECT_FALSE(trade.orders);
  EXPECT_FALSE(trade.first);
  EXPECT_FALSE(trade.allowed_operations);
}

TEST(KeepFields, WorksOnEachStructOfAList) {
  List<Trade> trades{Whole(), Trade{}, Whole()};
  KeepFields(kType<List<Trade>>, &trades, {"first.oid"});
  for (const std::size_t i : {0U, 2U}) {
    EXPECT_FALSE(trades[i].orders);
    EXPECT_EQ(trades[i].first->oid, 3);
    EXPECT_FALSE(trades[i].first->sku_name);
  }
  EXPECT_FALSE(trades[1].first);
}

}  // namespace
}  // namespace ebbtide::schema
