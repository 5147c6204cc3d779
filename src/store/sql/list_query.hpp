#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
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

  /// The page of `id`s, ordered by `time` and then `id`.
  Listed<std::int64_t> Run(soci::session& session, std::string_view id, std::string_view time,
                           const Page& page);

 private:
  struct Value {
    bool is_text;
    std::int64_t number;
    std::string text;
  };

  void And(std::string_view condition);
  std::string Placeholder();
  void Bind(soci::statement& statement);
  std::int64_t Count(soci::session& session);

  std::string from_;
  std::string where_;
  std::deque<Value> values_;  // a deque never moves what it holds
};

}  // namespace ebbtide::store::sql
