#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "store/changes.hpp"

namespace sqlite_api {
struct sqlite3;
}

namespace ebbtide::store::sql {

/// The head of the index of SQLite's log, which is memory that all connections of all processes
/// share. Every commit changes it before anybody can read what was committed; SQLite itself looks
/// there to find out whether the pages that it keeps are still good. Its form is documented
/// (sqlite.org/walformat.html, "The WAL-Index File Format").
class LogIndex {
 public:
  struct Head {
    std::array<std::uint32_t, 12> words{};

    /// Goes up by one with every commit.
    [[nodiscard]] std::uint32_t commit() const { return words[2]; }
    bool operator==(const Head&) const = default;
  };

  /// `connection` must outlive this, and is asked only by its own thread.
  explicit LogIndex(sqlite_api::sqlite3* connection) : connection_(connection) {}

  /// Nothing where there is no such memory, or its form is not the documented one.
  [[nodiscard]] std::optional<Head> Read();

 private:
  sqlite_api::sqlite3* connection_;
  std::uint32_t* words_ = nullptr;  ///< SQLite's
};

/// What the writer of a data directory tells the readers beside it in the same process: which
/// numbers each of its commits was about. Thread safe.
class ChangeFeed {
 public:
  struct Commit {
    std::uint32_t number = 0;  ///< as in the log's index
    std::vector<std::int64_t> changed;
  };

  /// Around a commit: in between, readers may see it in the log's index before it is `Told`.
  void BeginCommit();
  void EndCommit();
  void Tell(Commit commit);

  /// How far a reader has followed.
  struct Place {
    std::uint64_t next = 0;
  };

  struct News {
    bool lost = false;  ///< some of it is not kept any more
    bool committing = false;
  };

  /// Calls `visit` with what has been told since `place`, which moves on.
  News Follow(Place& place, const std::function<void(const Commit&)>& visit);

 private:
  std::mutex mutex_;
  std::deque<Commit> commits_;  // guarded by mutex_, as is the rest
  std::uint64_t first_ = 0;     // the place of the first of them
  std::size_t kept_ = 0;        // of them and what they changed
  bool committing_ = false;
};

/// Tells the feed of a writing connection's commits. SQLite reports each row that is changed in a
/// table whose key is a number, so that no statement can be forgotten; what it does not report must
/// be added.
class ChangeRecorder {
 public:
  /// Both must outlive this.
  ChangeRecorder(sqlite_api::sqlite3* writer, ChangeFeed& feed);
  ~ChangeRecorder();
  ChangeRecorder(const ChangeRecorder&) = delete;
  ChangeRecorder& operator=(const ChangeRecorder&) = delete;

  void Add(std::int64_t number) { changed_.push_back(number); }

  /// Inside a write transaction that has just begun.
  void Begin() { changed_.clear(); }
  /// Runs `commit`, which ends the transaction; on an exception nothing was committed.
  void Commit(const std::function<void()>& commit);
  /// To be called by SQLite's hook (`sqlite3_wal_hook`), which it calls only when it has really
  /// committed something: a row may be written as it was.
  void HasCommitted();

 private:
  sqlite_api::sqlite3* writer_;
  ChangeFeed& feed_;
  LogIndex index_;
  std::vector<std::int64_t> changed_;
  std::optional<std::uint32_t> next_;  ///< the number of the commit that is being made
};

/// When numbers have changed lately. It remembers at least the last `kRemembered` of them and at
/// most twice as many; what is older may have changed.
class RecentChanges {
 public:
  static constexpr std::size_t kRemembered = 65'536;

  /// `tick` is no less than any before.
  void Add(std::int64_t number, std::uint64_t tick);
  /// Nothing is known of what was before `tick`.
  void Forget(std::uint64_t tick);

  /// Whether none of them has changed after `tick`.
  [[nodiscard]] bool AreNone(std::span<const std::int64_t> numbers, std::uint64_t tick) const;

 private:
  using Ticks = std::unordered_map<std::int64_t, std::uint64_t>;

  Ticks newer_, older_;
  std::uint64_t newer_since_ = 0, older_since_ = 0;  ///< each has all changes after it
};

/// What a reading connection knows of changes. It goes by the head of the log's index: as long as
/// that is the same, nothing has been committed; when the commits since are all told by the feed,
/// it is known what they changed; else somebody else has written, and anything may have changed.
class ChangeFollower final : public Changes {
 public:
  /// Both must outlive this.
  ChangeFollower(sqlite_api::sqlite3* reader, ChangeFeed& feed);

  /// From here to `Leave` there is a `Now`. What is read after this is as new as that, or newer.
  void Look();
  void Leave() { now_.reset(); }

  [[nodiscard]] std::optional<Mark> Now() const override { return now_; }
  [[nodiscard]] bool AreUnchanged(std::span<const std::int64_t> numbers, Mark since) const override;

 private:
  void Forget();
  /// Takes in what has been told since, and forgets what cannot be kept by it.
  ChangeFeed::News Follow();

  ChangeFeed& feed_;
  LogIndex index_;
  ChangeFeed::Place place_;
  LogIndex::Head head_;  ///< up to which everything is known
  std::uint32_t commit_ = 0;
  std::uint64_t tick_ = 1;  ///< goes up with every commit that is followed
  RecentChanges recent_;
  std::optional<Mark> now_;
};

}  // namespace ebbtide::store::sql
