#include "store/sql/list_query.hpp"

#include "store/sql/prepared.hpp"

namespace ebbtide::store::sql {

std::string ListQuery::Placeholder() { return ":p" + std::to_string(values_.size()); }

void ListQuery::And(std::string_view condition) {
  where_.append(where_.empty() ? " WHERE " : " AND ").append(condition);
}

ListQuery& ListQuery::Add(std::string_view condition, Value value) {
  std::string text(condition);
  text.replace(text.find('?'), 1, Placeholder());
  And(text);
  values_.push_back(std::move(value));
  return *this;
}

ListQuery& ListQuery::Where(std::string_view condition, std::int64_t value) {
  return Add(condition, value);
}

ListQuery& ListQuery::Where(std::string_view condition, std::string_view value) {
  return Add(condition, std::string(value));
}

ListQuery& ListQuery::WhereIn(std::string_view column, const std::vector<std::string>& values) {
  if (values.empty()) return *this;
  std::string list;
  for (const auto& value : values) {
    list.append(list.empty() ? "" : ", ").append(Placeholder());
    values_.emplace_back(value);
  }
  And(std::string(column) + " IN (" + list + ")");
  return *this;
}

ListQuery& ListQuery::WhereIn(std::string_view time, const Window& window) {
  const std::string column(time);
  if (window.from) Where(column + " >= ?", window.from->unix_ms);
  if (window.until) Where(column + " <= ?", window.until->unix_ms);
  return *this;
}

ListQuery& ListQuery::WhereNewestIn(const Window& window, std::string_view until) {
  const std::int64_t end = window.until ? window.until->unix_ms : kForEver - 1;
  return WhereIn("c.at_ms", {window.from, Timestamp{end}}).Where(std::string(until) + " > ?", end);
}

void ListQuery::Bind(soci::statement& statement) {
  for (auto& value : values_) {
    std::visit([&](auto& one) { statement.exchange(soci::use(one)); }, value);
  }
}

std::int64_t ListQuery::Count(soci::session& session) {
  std::int64_t count = 0;
  soci::statement statement(session);
  statement.alloc();
  statement.prepare("SELECT COUNT(*) " + from_ + where_);
  statement.exchange(soci::into(count));
  Bind(statement);
  statement.define_and_bind();
  statement.execute(true);
  return count;
}

Listed<std::int64_t> ListQuery::RunForNumbers(soci::session& session, std::string_view id,
                                              std::string_view time, const Page& page) {
  Listed<std::int64_t> listed;
  if (page.count) listed.total = Count(session);
  const std::string_view way = page.direction == Direction::kOldestFirst ? " ASC" : " DESC";
  std::string text = "SELECT ";
  text.append(id).append(" ").append(from_).append(where_).append(" ORDER BY ").append(time);
  text.append(way).append(", ").append(id).append(way);
  // One more than asked for tells whether there is a next page.
  text.append(" LIMIT ").append(std::to_string(page.size + 1));
  text.append(" OFFSET ").append(std::to_string(page.offset));

  std::int64_t number = 0;
  soci::statement statement(session);
  statement.alloc();
  statement.prepare(text);
  statement.exchange(soci::into(number));
  Bind(statement);
  statement.define_and_bind();
  statement.execute();
  while (statement.fetch()) listed.rows.push_back(number);
  listed.has_next = listed.rows.size() > static_cast<std::size_t>(page.size);
  if (listed.has_next) listed.rows.pop_back();
  return listed;
}

}  // namespace ebbtide::store::sql
