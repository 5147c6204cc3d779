#pragma once

#include <array>
#include <ostream>
#include <string_view>

#include "base/error.hpp"
#include "schema/type.hpp"

namespace ebbtide {

/// How a failed comparison shows it.
inline void PrintTo(const Error& error, std::ostream* out) {
  *out << (error.kind == ErrorKind::kMissingArgument ? "missing " : "invalid ") << error.subject
       << " (" << error.sub_code << "): " << error.sub_msg;
}

}  // namespace ebbtide

/// A request that has something of everything, for the tests of this folder.
namespace ebbtide::schema::sample {

inline constexpr std::array<std::string_view, 2> kColours{"red", "blue"};
inline constexpr std::array<std::string_view, 2> kLevels{"1", "-2"};

struct Item {
  Maybe<String> sku;
  Maybe<Number> quantity;
  Maybe<String> memo;
  Maybe<Boolean> flag;
  Maybe<Date> at;
  Maybe<List<String>> colours;
  Maybe<List<List<Number>>> table;

  static constexpr auto Describe() {
    return Object(
        "ItemDTO", Field<&Item::sku>("What.", {.example = "S1", .required = true}),
        Field<&Item::quantity>("How many.", {.example = "2", .min = 1, .max = 9}),
        Field<&Item::memo>("Words | more.", {.max_bytes = 6}),
        Field<&Item::flag>("Whether.", {.example = "true"}),
        Field<&Item::at>("When.", {.example = "2024-02-19 13:05:58"}),
        Field<&Item::colours>("Colours.", {.example = "red", .max_items = 2, .one_of = kColours}),
        Field<&Item::table>("Rows of numbers.", {.max_items = 2}));
  }
};

struct Order {
  Maybe<Item> first;
  Maybe<List<Item>> items;

  static constexpr auto Describe() {
    return Object("OrderDTO", Field<&Order::first>("One."),
                  Field<&Order::items>("More.", {.max_items = 2}));
  }
};

struct Request {
  Maybe<Number> level;
  Maybe<String> word;
  Maybe<Boolean> flag;
  Maybe<Date> at;
  Maybe<List<Number>> ids;
  Maybe<List<String>> colours;
  Maybe<Item> item;
  Maybe<List<Item>> items;
  Maybe<Order> order;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::level>("Height.", {.one_of = kLevels}),
                  Field<&Request::word>("A word.", {.max_bytes = 6}),
                  Field<&Request::flag>("Whether."), Field<&Request::at>("When."),
                  Field<&Request::ids>("Numbers.", {.min = 1, .max = 99, .max_items = 3}),
                  Field<&Request::colours>("Colours.", {.one_of = kColours}),
                  Field<&Request::item>("One."), Field<&Request::items>("Some.", {.max_items = 2}),
                  Field<&Request::order>("Nested."));
  }
};

}  // namespace ebbtide::schema::sample
