#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;

namespace ebbtide::test {

/// The platform's database past all of its own code, so that a mistake there cannot hide itself.
class Database {
 public:
  using Row = std::vector<std::string>;

  explicit Database(const std::filesystem::path& directory);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// All rows as text; for statements without rows, none. Throws on an error.
  std::vector<Row> Run(const std::string& sql);

  /// The single number that a query gives.
  std::int64_t Number(const std::string& sql);

 private:
  sqlite3* connection_ = nullptr;
};

}  // namespace ebbtide::test
