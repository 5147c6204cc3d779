#include "support/database.hpp"

#include <memory>
#include <stdexcept>

#include <sqlite3.h>

namespace ebbtide::test {
namespace {

constexpr int kBusyTimeoutMs = 30'000;

std::string TextOf(sqlite3_stmt* statement, int column) {
  const void* const bytes = sqlite3_column_blob(statement, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

Database::Database(const std::filesystem::path& directory) {
  const auto file = directory / "ebbtide.db";
  if (sqlite3_open_v2(file.c_str(), &connection_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
    throw std::runtime_error("cannot open " + file.string());
  }
  sqlite3_busy_timeout(connection_, kBusyTimeoutMs);
}

Database::~Database() { sqlite3_close(connection_); }

std::vector<Database::Row> Database::Run(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  const auto failed = [&] {
    return std::runtime_error(sqlite3_errmsg(connection_) + (": " + sql));
  };
  if (sqlite3_prepare_v2(connection_, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK) {
    throw failed();
  }
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared, sqlite3_finalize);
  std::vector<Row> rows;
  int outcome = sqlite3_step(statement.get());
  for (; outcome == SQLITE_ROW; outcome = sqlite3_step(statement.get())) {
    Row& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement.get()); ++i) {
      row.push_back(TextOf(statement.get(), i));
    }
  }
  if (outcome != SQLITE_DONE) throw failed();
  return rows;
}

std::int64_t Database::Number(const std::string& sql) { return std::stoll(Run(sql).at(0).at(0)); }

}  // namespace ebbtide::test
