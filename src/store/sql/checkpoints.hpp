#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace sqlite_api {
struct sqlite3;
}

namespace ebbtide::store::sql {

/// Copies the log of committed writes into the database (SQLite's checkpoints), on a thread and a
/// connection of its own, so that no write waits for it: first what is there, then what has come
/// meanwhile, and so on, until so little is left that the writer copies it in passing. Only then,
/// with nothing left to copy, does SQLite begin the log anew.
///
/// Used by the thread of `writer`, which must outlive it.
class Checkpoints {
 public:
  /// `writer` is a connection to `database`. Throws std::runtime_error.
  Checkpoints(const std::filesystem::path& database, sqlite_api::sqlite3* writer);
  ~Checkpoints();
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;

  /// To be called by SQLite's hook (`sqlite3_wal_hook`), with the pages that are in the log by now.
  void AfterCommit(int pages);

 private:
  enum class Phase { kResting, kCopying, kNearlyDone, kEnding };

  struct Copied {
    int pages = 0;  ///< in the log
    int done = 0;   ///< of them
  };
  /// Copies what no reader holds; nothing when somebody else is copying.
  std::optional<Copied> Copy(sqlite_api::sqlite3* connection);
  void CopyWhileWanted();
  /// False when somebody holds the log, or the writer is faster.
  bool CopyNearlyAll();

  sqlite_api::sqlite3* own_ = nullptr;
  sqlite_api::sqlite3* writer_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Phase phase_ = Phase::kResting;  // guarded by mutex_
  int wanted_from_;                // pages; the writer's alone
  std::atomic<bool> is_failing_{false};
  std::thread thread_;
};

}  // namespace ebbtide::store::sql
