#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <soci/soci.h>

#include "store/page.hpp"

namespace ebbtide::store::sql {

/// A query of numbers whose conditions depend on what the caller narrows it by. Placeholders are
/// bound in the order in which conditions are added. One query each; not kept.
class ListQuery {
 public:
  /// `from`: everything from FROM on, up to conditions.
  explicit ListQuery(std::string from) : from_(std::move(from)) {}

  /// Adds `condition` with one placeholder, `?` in it, for `value`.
  ListQuery& Where(std::string_view condition, std::int64_t value);
  ListQuery& Where(std::string_view condition, std::string_view value);
  /// `column` is one of `values`; no condition where there are none.
  ListQuery& WhereIn(std::string_view column, const std::vector<std::string>& values);

  /// Rows whose `time` lies in the window.
  ListQuery& WhereIn(std::string_view time, const Window& window);
  /// Versions, as change lists keep them with the alias c, that were made in the window and, being
  /// so `until` another was made, were the newest at its end.
  ListQuery& WhereNewestIn(const Window& window, std::string_view until);
  /// What both lists narrow by of an order, with the alias o.
  template <class Filter>
  void NarrowOrder(const Filter& filter) {
    if (!filter.shop_id.empty()) Where("o.shop_id = ?", filter.shop_id);
    WhereIn("o.store_id", filter.store_ids);
    if (filter.order_from) Where("o.order_from = ?", *filter.order_from);
    if (filter.order_client) Where("o.order_client = ?", *filter.order_client);
  }

  /// The page of `id`s, ordered by `time` and then `id`.
  template <class Id = std::int64_t>
  Listed<Id> Run(soci::session& session, std::string_view id, std::string_view time,
                 const Page& page) {
    const auto numbers = RunForNumbers(session, id, time, page);
    Listed<Id> listed{.rows = {}, .has_next = numbers.has_next, .total = numbers.total};
    for (const auto number : numbers.rows) listed.rows.push_back({number});
    return listed;
  }

 private:
  using Value = std::variant<std::int64_t, std::string>;

  Listed<std::int64_t> RunForNumbers(soci::session& session, std::string_view id,
                                     std::string_view time, const Page& page);
  ListQuery& Add(std::string_view condition, Value value);
  void And(std::string_view condition);
  std::string Placeholder();
  void Bind(soci::statement& statement);
  std::int64_t Count(soci::session& session);

  std::string from_;
  std::string where_;
  std::deque<Value> values_;  // a deque never moves what it holds
};

}  // namespace ebbtide::store::sql
