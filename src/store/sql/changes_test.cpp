#include "store/sql/changes.hpp"

#include <array>

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

constexpr refund::PartyId kSeller{1};
constexpr std::int64_t kOne = 500;
constexpr std::int64_t kOther = 510;

class ReaderChanges : public testing::Test {
 protected:
  ReaderChanges() {
    open_.store->Transact([&] {
      for (const std::int64_t id : {kOne, kOther}) {
        const auto order = sample::WdkOrder(id, kSeller);
        open_.orders().Insert(order, "", "");
        open_.orders().InsertLine(sample::Line(id + 1, order.id), order);
      }
      open_.access().AddApp({"app", "secret", "title"}, sample::kNow);
    });
  }

  static void Pay(Store& store, std::int64_t order) {
    store.Transact([&] {
      store.orders().ReserveOrder({order}, {.quantity = {}, .amount = {1}, .post_fee = {}});
    });
  }

  /// What can be told at present; of a reader that is asked now and then.
  std::optional<Mark> Now() {
    std::optional<Mark> now;
    reader_->Together([&] { now = reader_->changes().Now(); });
    return now;
  }
  bool IsUnchanged(std::int64_t number, Mark since) {
    bool is_unchanged = false;
    reader_->Together([&] {
      is_unchanged = reader_->changes().Now().has_value() &&
                     reader_->changes().AreUnchanged(std::array{number}, since);
    });
    return is_unchanged;
  }

  /// Another process, as far as this one can tell.
  std::unique_ptr<Store> Stranger() {
    strangers_.push_back(std::make_unique<DataDirectory>(open_.data.path(), open_.clock));
    return strangers_.back()->OpenWriter();
  }

  sample::OpenStore open_;
  std::unique_ptr<Store> reader_ = open_.data.OpenReader();
  std::vector<std::unique_ptr<DataDirectory>> strangers_;
};

TEST_F(ReaderChanges, AreNoneWhileNothingIsWritten) {
  const auto mark = Now().value();
  EXPECT_TRUE(IsUnchanged(kOne, mark));
  EXPECT_TRUE(IsUnchanged(Changes::kAccess, mark));
}

TEST_F(ReaderChanges, AreOfTheRowsThatWereWritten) {
  const auto before = Now().value();
  Pay(*open_.store, kOne);
  EXPECT_FALSE(IsUnchanged(kOne, before));
  EXPECT_TRUE(IsUnchanged(kOther, before));
  EXPECT_TRUE(IsUnchanged(Changes::kAccess, before));
  EXPECT_TRUE(IsUnchanged(kOne, Now().value()));
}

TEST_F(ReaderChanges, AreSeenOfSeveralCommitsAtOnce) {
  const auto before = Now().value();
  Pay(*open_.store, kOne);
  Pay(*open_.store, kOther);
  EXPECT_FALSE(IsUnchanged(kOne, before));
  EXPECT_FALSE(IsUnchanged(kOther, before));
}

TEST_F(ReaderChanges, AreOfAccessWhenAnAppIsChanged) {
  const auto before = Now().value();
  open_.store->Transact([&] { open_.access().UpdateApp({"app", "another", "title"}); });
  EXPECT_FALSE(IsUnchanged(Changes::kAccess, before));
  EXPECT_TRUE(IsUnchanged(kOne, before));
}

TEST_F(ReaderChanges, AreNoneOfWhatWasTakenBack) {
  const auto before = Now().value();
  EXPECT_THROW(open_.store->Transact([&] {
    open_.orders().ReserveOrder({kOne}, {.quantity = {}, .amount = {1}, .post_fee = {}});
    throw std::invalid_argument("no");
  }),
               std::invalid_argument);
  EXPECT_TRUE(IsUnchanged(kOne, before));
}

TEST_F(ReaderChanges, AreOfEverythingWhenSomebodyElseHasWritten) {
  const auto stranger = Stranger();
  const auto before = Now().value();
  Pay(*stranger, kOne);
  EXPECT_FALSE(IsUnchanged(kOne, before));
  EXPECT_FALSE(IsUnchanged(kOther, before));
  EXPECT_FALSE(IsUnchanged(Changes::kAccess, before));
  EXPECT_TRUE(IsUnchanged(kOther, Now().value()));
}

TEST_F(ReaderChanges, AreOfEverythingWhenSomebodyElseWroteInBetween) {
  const auto stranger = Stranger();
  const auto before = Now().value();
  Pay(*open_.store, kOther);
  Pay(*stranger, kOne);
  Pay(*open_.store, kOther);
  EXPECT_FALSE(IsUnchanged(kOne, before));
  const auto after = Now().value();
  Pay(*open_.store, kOther);
  EXPECT_TRUE(IsUnchanged(kOne, after));
}

TEST_F(ReaderChanges, CannotBeToldOutsideOfTogether) {
  EXPECT_FALSE(reader_->changes().Now());
  EXPECT_FALSE(open_.store->changes().Now());
}

TEST_F(ReaderChanges, CanBeToldAfterTheLogHasBegunAnew) {
  const auto before = Now().value();
  Pay(*open_.store, kOne);
  soci::session other(soci::sqlite3, "db=\"" + (open_.data.path() / "ebbtide.db").string() + "\"");
  other << "PRAGMA wal_checkpoint(RESTART)";
  Pay(*open_.store, kOne);
  EXPECT_FALSE(IsUnchanged(kOne, before));
  const auto after = Now().value();
  Pay(*open_.store, kOther);
  EXPECT_TRUE(IsUnchanged(kOne, after));
  EXPECT_FALSE(IsUnchanged(kOther, after));
}

TEST_F(ReaderChanges, AreReadAtAStateThatIsNoOlder) {
  reader_->Together([&] {
    const auto mark = reader_->changes().Now().value();
    Pay(*open_.store, kOne);
    // The snapshot begins here, and knows the payment already; that it came after `mark` is on the
    // safe side.
    std::optional<refund::Order> read;
    reader_->Snapshot([&] { read = reader_->orders().Find(Scope::Seller(kSeller), {kOne}); });
    EXPECT_EQ(read->refunded, Fen{1});
    EXPECT_TRUE(reader_->changes().AreUnchanged(std::array{kOne}, mark));
  });
}

TEST(RecentChanges, AreOfTheNumberAndTheTimeAfter) {
  sql::RecentChanges recent;
  recent.Add(kOne, 5);
  EXPECT_FALSE(recent.AreNone(std::array{kOne}, 4));
  EXPECT_TRUE(recent.AreNone(std::array{kOne}, 5));
  EXPECT_TRUE(recent.AreNone(std::array{kOther}, 4));
  EXPECT_FALSE(recent.AreNone(std::array{kOther, kOne}, 4));
  recent.Forget(6);
  EXPECT_FALSE(recent.AreNone(std::array{kOther}, 5));
  EXPECT_TRUE(recent.AreNone(std::array{kOne}, 6));
}

TEST(RecentChanges, AreRememberedForAWhileAndThenTakenForMade) {
  constexpr auto kRemembered = static_cast<std::int64_t>(sql::RecentChanges::kRemembered);
  sql::RecentChanges recent;
  std::uint64_t tick = 0;
  for (std::int64_t i = 1; i <= 3 * kRemembered; ++i) recent.Add(i, ++tick);
  EXPECT_TRUE(recent.AreNone(std::array{kOne}, tick - sql::RecentChanges::kRemembered));
  EXPECT_FALSE(recent.AreNone(std::array{3 * kRemembered}, tick - 1));
  EXPECT_FALSE(recent.AreNone(std::array{2 * kRemembered}, 2 * tick / 3 - 1));
  EXPECT_FALSE(recent.AreNone(std::array{kOne}, 0)) << "it changed, and was forgotten";
  EXPECT_FALSE(recent.AreNone(std::array{-kOne}, 0)) << "as good as changed";
}

TEST(ChangeFeed, KeepsOnlySoManyCommitsThatNobodyFollows) {
  constexpr std::uint32_t kCommits = 200'000;
  sql::ChangeFeed feed;
  sql::ChangeFeed::Place place;
  for (std::uint32_t number = 1; number <= kCommits; ++number) feed.Tell({number, {}});
  std::uint32_t told = 0;
  std::uint32_t last = 0;
  const auto news = feed.Follow(place, [&](const auto& commit) {
    ++told;
    last = commit.number;
  });
  EXPECT_TRUE(news.lost);
  EXPECT_LT(told, kCommits / 2);
  EXPECT_EQ(last, kCommits);
  feed.Tell({kCommits + 1, {}});
  EXPECT_FALSE(feed.Follow(place, [&](const auto& commit) { last = commit.number; }).lost);
  EXPECT_EQ(last, kCommits + 1);
}

/// A connection each, past the store, so that a commit can be looked at before it is told of.
class Follower : public testing::Test {
 protected:
  Follower() : writer_(soci::sqlite3, Name()), reader_(soci::sqlite3, Name()) {
    writer_ << "PRAGMA journal_mode = WAL";
    writer_ << "CREATE TABLE item (id INTEGER PRIMARY KEY, price BIGINT)";
    writer_ << "INSERT INTO item VALUES (1, 0), (2, 0)";
    int count = 0;
    reader_ << "SELECT COUNT(*) FROM item", soci::into(count);
    const auto has_committed = [](void* recorder, auto...) {
      static_cast<sql::ChangeRecorder*>(recorder)->HasCommitted();
      return SQLITE_OK;
    };
    sqlite_api::sqlite3_wal_hook(HandleOf(writer_), has_committed, &recorder_);
  }

  static sqlite_api::sqlite3* HandleOf(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  }
  [[nodiscard]] std::string Name() const {
    return "db=\"" + (directory_.path() / "test.db").string() + "\"";
  }
  bool IsUnchanged(std::int64_t id, Mark since) {
    follower_.Look();
    return follower_.Now() && follower_.AreUnchanged(std::array{id}, since);
  }
  void Commit(const char* statement) {
    writer_ << "BEGIN IMMEDIATE";
    recorder_.Begin();
    writer_ << statement;
    recorder_.Commit([&] { writer_ << "COMMIT"; });
  }

  sample::TemporaryDirectory directory_;
  soci::session writer_;
  soci::session reader_;
  sql::ChangeFeed feed_;
  sql::ChangeRecorder recorder_{HandleOf(writer_), feed_};
  sql::ChangeFollower follower_{HandleOf(reader_), feed_};
};

TEST_F(Follower, SaysNothingWhileACommitIsAboutToBeToldOf) {
  follower_.Look();
  const auto before = follower_.Now().value();
  soci::session stranger(soci::sqlite3, Name());
  recorder_.Commit([&] {
    stranger << "UPDATE item SET price = 1 WHERE id = 1";
    follower_.Look();
    EXPECT_FALSE(follower_.Now());
  });
  EXPECT_FALSE(IsUnchanged(1, before));
  EXPECT_FALSE(IsUnchanged(2, before)) << "it was not the recorder's after all";
}

TEST_F(Follower, KnowsACommitBeforeItsEnd) {
  follower_.Look();
  const auto before = follower_.Now().value();
  writer_ << "BEGIN IMMEDIATE";
  recorder_.Begin();
  writer_ << "UPDATE item SET price = 1 WHERE id = 1";
  recorder_.Commit([&] {
    writer_ << "COMMIT";
    EXPECT_FALSE(IsUnchanged(1, before));
    EXPECT_TRUE(IsUnchanged(2, before));
  });
}

TEST_F(Follower, DoesNotTakeAnEmptyCommitForOne) {
  // What is written as it was SQLite does not write at all, though it says that rows were changed.
  for (const char* const statement : {"SELECT 1", "UPDATE item SET price = price WHERE id = 2"}) {
    follower_.Look();
    const auto before = follower_.Now().value();
    Commit(statement);
    soci::session stranger(soci::sqlite3, Name());
    stranger << "UPDATE item SET price = price + 1 WHERE id = 1";
    EXPECT_FALSE(IsUnchanged(1, before)) << statement;
  }
}

TEST_F(Follower, KnowsNothingOfWhatItMissedTooMuchOf) {
  constexpr int kCommits = 100;
  constexpr int kNumbersOfEach = 1'000;
  follower_.Look();
  const auto before = follower_.Now().value();
  for (int i = 0; i < kCommits; ++i) {
    writer_ << "BEGIN IMMEDIATE";
    recorder_.Begin();
    writer_ << "UPDATE item SET price = price + 1 WHERE id = 1";
    for (int number = 0; number < kNumbersOfEach; ++number) recorder_.Add(1);
    recorder_.Commit([&] { writer_ << "COMMIT"; });
  }
  EXPECT_FALSE(IsUnchanged(2, before));
  const auto after = follower_.Now().value();
  Commit("UPDATE item SET price = 1 WHERE id = 1");
  EXPECT_TRUE(IsUnchanged(2, after));
}

TEST_F(Follower, KnowsNothingWithoutALog) {
  soci::session plain(soci::sqlite3, "db=:memory:");
  sql::ChangeFollower follower(HandleOf(plain), feed_);
  follower.Look();
  EXPECT_FALSE(follower.Now());
}

}  // namespace
}  // namespace ebbtide::store
