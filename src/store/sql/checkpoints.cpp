#include "store/sql/checkpoints.hpp"

#include <stdexcept>
#include <string>

#include <soci/sqlite3/soci-sqlite3.h>

#include "base/log.hpp"
#include "base/thread.hpp"

namespace ebbtide::store::sql {
namespace {

/// Of 2 KB each. A larger log is copied less often, and more of its pages are then copied once
/// instead of several times; but every read has to look through it, in parts of 4,096 pages.
constexpr int kCopiedFrom = 16'000;
/// A log that others hold, such as a reader of an old moment, is tried again after so many more.
constexpr int kTriedAgainAfter = 4'000;
/// Where the writer has to wait after all, because it is faster.
constexpr int kWriterWaitsFrom = 48'000;
/// So little is left for the writer, whom it costs a few milliseconds.
constexpr int kLeftForWriter = 512;
/// What comes in while some is copied grows less each time; if not, after the next commit again.
constexpr int kRoundsMax = 8;

}  // namespace

Checkpoints::Checkpoints(const std::filesystem::path& database, sqlite_api::sqlite3* writer)
    : writer_(writer), wanted_from_(kCopiedFrom) {
  int outcome =
      sqlite_api::sqlite3_open_v2(database.c_str(), &own_, SQLITE_OPEN_READWRITE, nullptr);
  // A connection that has read nothing does not know of the log, and would copy nothing.
  constexpr const char* kAnyRead = "SELECT COUNT(*) FROM sqlite_master";
  if (outcome == SQLITE_OK) {
    outcome = sqlite_api::sqlite3_exec(own_, kAnyRead, nullptr, nullptr, nullptr);
  }
  if (outcome != SQLITE_OK) {
    const std::string problem = sqlite_api::sqlite3_errmsg(own_);
    sqlite_api::sqlite3_close(own_);
    throw std::runtime_error("cannot open " + database.string() + ": " + problem);
  }
  thread_ = std::thread([this] {
    StepBack();
    CopyWhileWanted();
  });
}

Checkpoints::~Checkpoints() {
  {
    const std::scoped_lock lock(mutex_);
    phase_ = Phase::kEnding;
  }
  changed_.notify_all();
  thread_.join();
  sqlite_api::sqlite3_close(own_);
}

std::optional<Checkpoints::Copied> Checkpoints::Copy(sqlite_api::sqlite3* connection) {
  Copied copied;
  const int outcome = sqlite_api::sqlite3_wal_checkpoint_v2(
      connection, "main", SQLITE_CHECKPOINT_PASSIVE, &copied.pages, &copied.done);
  if (outcome == SQLITE_OK) {
    if (is_failing_.exchange(false)) {
      Log(LogLevel::kInfo, "the write-ahead log can be copied into the database again");
    }
    return copied;
  }
  const bool is_failure = outcome != SQLITE_BUSY && outcome != SQLITE_LOCKED;
  // Once, not after each commit. Nothing is lost: what was committed stays in the log.
  if (is_failure && !is_failing_.exchange(true)) {
    Log(LogLevel::kError, "the write-ahead log cannot be copied into the database, and grows",
        {{"problem", sqlite_api::sqlite3_errmsg(connection)}});
  }
  return std::nullopt;
}

void Checkpoints::AfterCommit(int pages) {
  if (pages < kCopiedFrom) wanted_from_ = kCopiedFrom;  // it has begun anew
  {
    std::unique_lock lock(mutex_);
    if (pages < wanted_from_) {
      if (phase_ == Phase::kNearlyDone) phase_ = Phase::kResting;  // nothing was left
      return;
    }
    if (phase_ == Phase::kResting) {
      phase_ = Phase::kCopying;
      changed_.notify_all();
    }
    if (phase_ == Phase::kCopying) {
      if (pages < kWriterWaitsFrom) return;
      changed_.wait(lock, [&] { return phase_ != Phase::kCopying; });
    }
    phase_ = Phase::kResting;
  }
  Copy(writer_);
  wanted_from_ = pages + kTriedAgainAfter;
}

void Checkpoints::CopyWhileWanted() {
  std::unique_lock lock(mutex_);
  while (phase_ != Phase::kEnding) {
    changed_.wait(lock, [&] { return phase_ == Phase::kCopying || phase_ == Phase::kEnding; });
    if (phase_ == Phase::kEnding) return;
    lock.unlock();
    const bool nearly_done = CopyNearlyAll();
    lock.lock();
    if (phase_ == Phase::kCopying) phase_ = nearly_done ? Phase::kNearlyDone : Phase::kResting;
    changed_.notify_all();
  }
}

bool Checkpoints::CopyNearlyAll() {
  int done = 0;
  for (int round = 0; round < kRoundsMax; ++round) {
    const auto copied = Copy(own_);
    if (!copied) return false;
    if (copied->pages - done < kLeftForWriter) return true;
    if (copied->done == done) return false;
    done = copied->done;
  }
  return false;
}

}  // namespace ebbtide::store::sql
