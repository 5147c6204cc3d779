#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

/// The reference for durable writes: how many one-row transactions a second SQLite commits on this
/// disk, from one connection and with the pragmas of Ebbtide's store.
///
///     ebbtide_bench_sqlite FILE SECONDS
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

void Require(bool good, const Database& database) {
  if (!good) throw std::runtime_error(sqlite3_errmsg(database.get()));
}

Database Open(const char* file) {
  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open(file, &opened);
  Database database(opened);
  Require(outcome == SQLITE_OK, database);
  return database;
}

void Execute(const Database& database, const char* sql) {
  Require(sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK, database);
}

Statement Prepare(const Database& database, const char* sql) {
  sqlite3_stmt* prepared = nullptr;
  Require(sqlite3_prepare_v2(database.get(), sql, -1, &prepared, nullptr) == SQLITE_OK, database);
  return Statement(prepared);
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Outcome {
  long commits = 0;
  double seconds = 0;
  double cpu_seconds = 0;
  double longest_ms = 0;
};

Outcome CommitRows(const char* file, double seconds) {
  using Clock = std::chrono::steady_clock;
  const Database database = Open(file);
  Execute(database, "PRAGMA page_size = 2048");
  Execute(database, "PRAGMA journal_mode = WAL");
  Execute(database, "PRAGMA synchronous = FULL");
  Execute(database,
          "CREATE TABLE IF NOT EXISTS one_row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
  const Statement insert = Prepare(database, "INSERT INTO one_row (text) VALUES (?)");
  const std::string text(100, 'x');
  sqlite3_bind_text(insert.get(), 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);

  Outcome outcome;
  const double cpu_begin = CpuSeconds();
  const auto begin = Clock::now();
  while (outcome.seconds < seconds) {
    Require(sqlite3_step(insert.get()) == SQLITE_DONE, database);
    Require(sqlite3_reset(insert.get()) == SQLITE_OK, database);
    ++outcome.commits;
    const double before = outcome.seconds;
    outcome.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    outcome.longest_ms = std::max(outcome.longest_ms, (outcome.seconds - before) * 1e3);
  }
  outcome.cpu_seconds = CpuSeconds() - cpu_begin;
  return outcome;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc == 3 ? std::atof(argv[2]) : 0;
  if (!(seconds > 0)) {
    std::fprintf(stderr, "usage: ebbtide_bench_sqlite FILE SECONDS\n");
    return 2;
  }
  try {
    const Outcome outcome = CommitRows(argv[1], seconds);
    std::printf(
        R"({"commits":%ld,"seconds":%.6f,"cpu_seconds":%.6f,"longest_ms":%.3f,"sqlite":"%s"})"
        "\n",
        outcome.commits, outcome.seconds, outcome.cpu_seconds, outcome.longest_ms,
        sqlite3_libversion());
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ebbtide_bench_sqlite: %s: %s\n", argv[1], problem.what());
    return 1;
  }
}
