#include "store/sql/changes.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include <soci/sqlite3/soci-sqlite3.h>

namespace ebbtide::store::sql {
namespace {

/// The parts in which SQLite maps the index; the head is at the beginning of the first.
constexpr int kIndexPartBytes = 32'768;
/// The one form that there is.
constexpr std::uint32_t kIndexVersion = 3'007'000;
constexpr std::size_t kVersionWord = 0;

/// A reader that has nothing to do hears of so many commits and changed rows later; after more it
/// knows nothing.
constexpr std::size_t kNewsKept = 65'536;

std::size_t NewsOf(const ChangeFeed::Commit& commit) { return 1 + commit.changed.size(); }

/// What SQLite calls for each row.
void OnRow(void* changed, int /*operation*/, const char* /*database*/, const char* /*table*/,
           sqlite_api::sqlite3_int64 row) noexcept {
  static_cast<std::vector<std::int64_t>*>(changed)->push_back(row);
}

}  // namespace

std::optional<LogIndex::Head> LogIndex::Read() {
  if (words_ == nullptr) {
    sqlite_api::sqlite3_file* file = nullptr;
    sqlite_api::sqlite3_file_control(connection_, "main", SQLITE_FCNTL_FILE_POINTER,
                                     static_cast<void*>(&file));
    if (file == nullptr || file->pMethods == nullptr || file->pMethods->iVersion < 2) return {};
    volatile void* part = nullptr;
    file->pMethods->xShmMap(file, 0, kIndexPartBytes, 0, &part);
    if (part == nullptr) return {};
    words_ = const_cast<std::uint32_t*>(static_cast<volatile std::uint32_t*>(part));
  }
  Head head;
  for (std::size_t i = 0; i < head.words.size(); ++i) {
    head.words[i] = std::atomic_ref(words_[i]).load(std::memory_order_relaxed);
  }
  // What is read of the store after this must not have been fetched before.
  std::atomic_thread_fence(std::memory_order_acquire);
  if (head.words[kVersionWord] != kIndexVersion) return {};
  return head;
}

void ChangeFeed::BeginCommit() {
  const std::scoped_lock lock(mutex_);
  committing_ = true;
}

void ChangeFeed::EndCommit() {
  const std::scoped_lock lock(mutex_);
  committing_ = false;
}

void ChangeFeed::Tell(Commit commit) {
  const std::scoped_lock lock(mutex_);
  kept_ += NewsOf(commit);
  commits_.push_back(std::move(commit));
  while (kept_ > kNewsKept) {
    kept_ -= NewsOf(commits_.front());
    commits_.pop_front();
    ++first_;
  }
}

ChangeFeed::News ChangeFeed::Follow(Place& place, const std::function<void(const Commit&)>& visit) {
  const std::scoped_lock lock(mutex_);
  const bool lost = place.next < first_;
  place.next = std::max(place.next, first_);
  for (; place.next < first_ + commits_.size(); ++place.next) {
    visit(commits_[static_cast<std::size_t>(place.next - first_)]);
  }
  return {.lost = lost, .committing = committing_};
}

ChangeRecorder::ChangeRecorder(sqlite_api::sqlite3* writer, ChangeFeed& feed)
    : writer_(writer), feed_(feed), index_(writer) {
  sqlite_api::sqlite3_update_hook(writer, &OnRow, &changed_);
}

ChangeRecorder::~ChangeRecorder() { sqlite_api::sqlite3_update_hook(writer_, nullptr, nullptr); }

void ChangeRecorder::Commit(const std::function<void()>& commit) {
  // Nobody else commits until this transaction ends, so that the next number is its own.
  if (const auto head = index_.Read()) next_ = head->commit() + 1;
  feed_.BeginCommit();
  try {
    commit();
  } catch (...) {
    next_.reset();
    feed_.EndCommit();
    throw;
  }
  next_.reset();
  feed_.EndCommit();
}

void ChangeRecorder::HasCommitted() {
  // A commit that is not told of is anybody's to the readers.
  if (next_) feed_.Tell({*next_, std::exchange(changed_, {})});
  next_.reset();
}

void RecentChanges::Add(std::int64_t number, std::uint64_t tick) {
  if (newer_.size() == kRemembered) {
    older_.swap(newer_);
    older_since_ = std::exchange(newer_since_, tick);
    newer_.clear();
  }
  newer_[number] = tick;
}

void RecentChanges::Forget(std::uint64_t tick) {
  newer_.clear();
  older_.clear();
  newer_since_ = older_since_ = tick;
}

bool RecentChanges::AreNone(std::span<const std::int64_t> numbers, std::uint64_t tick) const {
  const auto is_after = [&](const Ticks& ticks, std::int64_t number) {
    const auto found = ticks.find(number);
    return found != ticks.end() && found->second > tick;
  };
  return tick >= older_since_ && std::ranges::none_of(numbers, [&](std::int64_t number) {
           return is_after(newer_, number) || is_after(older_, number);
         });
}

ChangeFollower::ChangeFollower(sqlite_api::sqlite3* reader, ChangeFeed& feed)
    : feed_(feed), index_(reader) {}

void ChangeFollower::Forget() { recent_.Forget(++tick_); }

ChangeFeed::News ChangeFollower::Follow() {
  bool is_gapless = true;
  const auto news = feed_.Follow(place_, [&](const ChangeFeed::Commit& commit) {
    is_gapless &= commit.number == commit_ + 1;
    commit_ = commit.number;
    ++tick_;
    for (const std::int64_t number : commit.changed) recent_.Add(number, tick_);
  });
  if (news.lost || !is_gapless) Forget();
  return news;
}

void ChangeFollower::Look() {
  now_.reset();
  auto head = index_.Read();
  if (head && *head != head_) {
    const auto before = commit_;
    const auto news = Follow();
    head = index_.Read();  // what was told of may have come after the first look
    if (head && (commit_ == before || commit_ != head->commit())) {
      if (news.committing) return;  // to be told in a moment
      Forget();
      commit_ = head->commit();
    }
    if (head) head_ = *head;
  }
  if (head) now_ = Mark{tick_};
}

bool ChangeFollower::AreUnchanged(std::span<const std::int64_t> numbers, Mark since) const {
  return since.value == tick_ || recent_.AreNone(numbers, since.value);
}

}  // namespace ebbtide::store::sql
