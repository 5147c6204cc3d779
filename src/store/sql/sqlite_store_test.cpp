#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/testing.hpp"

/// Transactions, snapshots, ids and reopening of the embedded store.
namespace ebbtide::store {
namespace {

class SqliteStore : public testing::Test {
 protected:
  void Put(std::string_view code) { open_.access().PutParty(PartyKind::kSeller, code); }
  static bool Has(Store& store, std::string_view code) {
    return store.access().FindParty(PartyKind::kSeller, code).has_value();
  }
  bool Has(std::string_view code) { return Has(*open_.store, code); }
  Store& store() { return *open_.store; }

  sample::OpenStore open_;
};

TEST_F(SqliteStore, TakesAllBackWhenATransactionThrows) {
  EXPECT_THROW(store().Transact([&] {
    Put("a");
    store().Attempt([&] {
      Put("b");
      return true;
    });
    throw std::invalid_argument("no");
  }),
               std::invalid_argument);
  EXPECT_FALSE(Has("a"));
  EXPECT_FALSE(Has("b"));
  store().Transact([&] { Put("c"); });
  EXPECT_TRUE(Has("c"));
}

TEST_F(SqliteStore, TakesBackOnlyTheAttemptThatSaysSo) {
  store().Transact([&] {
    Put("a");
    store().Attempt([&] {
      Put("b");
      return false;
    });
    EXPECT_FALSE(Has("b"));
    store().Attempt([&] {
      Put("c");
      return true;
    });
    EXPECT_THROW(store().Attempt([&]() -> bool {
      Put("d");
      throw std::invalid_argument("no");
    }),
                 std::invalid_argument);
    Put("e");
  });
  EXPECT_TRUE(Has("a"));
  EXPECT_FALSE(Has("b"));
  EXPECT_TRUE(Has("c"));
  EXPECT_FALSE(Has("d"));
  EXPECT_TRUE(Has("e"));
}

TEST_F(SqliteStore, RunsATransactionAgainOnlyWhenAnAttemptEndsHalfDone) {
  int runs = 0;
  store().Transact([&] {
    ++runs;
    Put("a");
    store().Attempt([&] { return false; });  // before it has written anything
    EXPECT_THROW(store().Attempt([]() -> bool { throw std::invalid_argument("as early"); }),
                 std::invalid_argument);
  });
  EXPECT_EQ(runs, 1);
  runs = 0;
  store().Transact([&] {
    ++runs;
    EXPECT_FALSE(Has("b"));
    Put("b");
    store().Attempt([&] {
      Put("half");
      return false;
    });
    EXPECT_TRUE(Has("b"));
  });
  EXPECT_EQ(runs, 2);
  EXPECT_TRUE(Has("b"));
  EXPECT_FALSE(Has("half"));
}

/// Larger than what savepoints keep in memory, in all sizes that this may have.
TEST_F(SqliteStore, TakesBackAttemptsThatChangeHundredsOfPages) {
  constexpr int kCodes = 16'000;
  const auto put_all = [&](const std::string& end) {
    for (int i = 0; i < kCodes; ++i) {
      Put("a code that is as long as the column has room for " + std::to_string(i) + end);
    }
  };
  const auto last = [](const std::string& end) {
    return "a code that is as long as the column has room for " + std::to_string(kCodes - 1) + end;
  };
  store().Transact([&] { put_all(""); });
  store().Transact([&] {
    store().Attempt([&] {
      put_all("b");
      return false;
    });
    EXPECT_TRUE(Has(last("")));
    EXPECT_FALSE(Has(last("b")));
    store().Attempt([&] {
      put_all("c");
      return true;
    });
  });
  EXPECT_FALSE(Has(last("b")));
  EXPECT_TRUE(Has(last("c")));
}

TEST_F(SqliteStore, NestsAttempts) {
  store().Transact([&] {
    store().Attempt([&] {
      Put("outer-kept");
      store().Attempt([&] {
        Put("inner-dropped");
        return false;
      });
      Put("outer-kept-too");
      return true;
    });
    store().Attempt([&] {
      Put("outer-dropped");
      store().Attempt([&] {
        Put("inner-kept");
        return true;
      });
      return false;
    });
  });
  EXPECT_TRUE(Has("outer-kept"));
  EXPECT_TRUE(Has("outer-kept-too"));
  EXPECT_FALSE(Has("inner-dropped"));
  EXPECT_FALSE(Has("outer-dropped"));
  EXPECT_FALSE(Has("inner-kept"));
}

TEST_F(SqliteStore, RefusesAnAttemptOutsideOfATransaction) {
  bool ran = false;
  EXPECT_THROW(store().Attempt([&] { return ran = true; }), std::runtime_error);
  EXPECT_FALSE(ran);
  store().Transact([&] { Put("a"); });
  EXPECT_TRUE(Has("a"));
}

TEST_F(SqliteStore, GoesOnAfterAStatementThatFailed) {
  const App app{"12345678", "secret", "title"};
  store().Transact([&] {
    open_.access().AddApp(app, sample::kNow);
    EXPECT_ANY_THROW(open_.access().AddApp(app, sample::kNow));
    open_.access().AddApp({"other", "secret", "title"}, sample::kNow);
  });
  EXPECT_TRUE(open_.access().FindApp("12345678"));
  EXPECT_TRUE(open_.access().FindApp("other"));
}

TEST_F(SqliteStore, ShowsOthersNothingBeforeTheCommit) {
  const auto reader = open_.data.OpenReader();
  store().Transact([&] {
    Put("a");
    EXPECT_TRUE(Has("a"));
    EXPECT_FALSE(Has(*reader, "a"));
  });
  EXPECT_TRUE(Has(*reader, "a"));
}

TEST_F(SqliteStore, KeepsASnapshotOfOneMomentWhileOthersCommit) {
  const auto reader = open_.data.OpenReader();
  reader->Snapshot([&] {
    EXPECT_FALSE(Has(*reader, "a"));
    store().Transact([&] { Put("a"); });
    EXPECT_TRUE(Has("a"));
    EXPECT_FALSE(Has(*reader, "a"));
  });
  EXPECT_TRUE(Has(*reader, "a"));
}

TEST_F(SqliteStore, EndsASnapshotThatThrows) {
  const auto reader = open_.data.OpenReader();
  EXPECT_THROW(reader->Snapshot([&] {
    Has(*reader, "a");
    throw std::invalid_argument("no");
  }),
               std::invalid_argument);
  store().Transact([&] { Put("a"); });
  EXPECT_TRUE(Has(*reader, "a"));
  reader->Snapshot([&] { EXPECT_TRUE(Has(*reader, "a")); });
}

TEST_F(SqliteStore, ReadsAnewAfterAQueryThatFailed) {
  constexpr refund::PartyId kSeller{1};
  const auto order = sample::WdkOrder(500, kSeller);
  const auto line = sample::Line(501, order.id);
  store().Transact([&] {
    open_.orders().Insert(order, "", "");
    open_.orders().InsertLine(line, order);
    open_.refunds().Insert(sample::RefundOf(600, line, order));
  });
  soci::session damage(soci::sqlite3, "db=\"" + (open_.data.path() / "ebbtide.db").string() + "\"");
  damage << "UPDATE refund SET state = 'NONSENSE'";

  const auto reader = open_.data.OpenReader();
  EXPECT_THROW(reader->refunds().StatusOfOrder(kSeller, order.id), std::invalid_argument);
  store().Transact([&] { Put("a"); });
  EXPECT_TRUE(Has(*reader, "a"));
}

TEST_F(SqliteStore, GivesReadersNoWayToWrite) {
  const auto reader = open_.data.OpenReader();
  EXPECT_THROW(reader->NextId(), std::logic_error);
  EXPECT_THROW(reader->access().PutParty(PartyKind::kSeller, "a"), std::logic_error);
  EXPECT_ANY_THROW(reader->access().AddApp({"app", "secret", "title"}, sample::kNow));
  EXPECT_ANY_THROW(reader->access().Bind("app", {1}));
  EXPECT_FALSE(open_.access().FindApp("app"));
}

TEST_F(SqliteStore, CountsRefunds) {
  EXPECT_EQ(store().CountRefunds(), 0);
  const auto order = sample::WdkOrder(500, {1});
  const auto line = sample::Line(501, order.id);
  store().Transact([&] {
    open_.orders().Insert(order, "", "");
    open_.orders().InsertLine(line, order);
    for (const std::int64_t id : {600, 601}) {
      open_.refunds().Insert(sample::RefundOf(id, line, order));
    }
  });
  EXPECT_EQ(store().CountRefunds(), 2);
}

TEST_F(SqliteStore, KeepsAllThroughAReopening) {
  store().Transact([&] { Put("a"); });
  open_.store.reset();
  DataDirectory again(open_.data.path(), open_.clock);
  EXPECT_TRUE(Has(*again.OpenReader(), "a"));
}

TEST(SqliteStoreIds, AreNotRepeatedAfterAReopening) {
  const sample::TemporaryDirectory directory;
  const ManualClock clock(sample::kNow);  // all of it within one second
  std::int64_t last = 0;
  for (const PartyKind kind : {PartyKind::kSeller, PartyKind::kBuyer, PartyKind::kCustomer}) {
    const DataDirectory data(directory.path(), clock);
    const auto writer = data.OpenWriter();
    writer->Transact([&] {
      const std::int64_t id = writer->access().PutParty(kind, "a").value;
      EXPECT_GT(id, last);
      last = id;
    });
  }
}

TEST_F(SqliteStore, GivesDirectoriesThatAreOpenTogetherDifferentIds) {
  DataDirectory other(open_.data.path(), open_.clock);
  const auto other_writer = other.OpenWriter();
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 100; ++i) {
    ids.push_back(store().NextId());
    ids.push_back(other_writer->NextId());
  }
  std::ranges::sort(ids);
  EXPECT_TRUE(std::ranges::adjacent_find(ids) == ids.end());
}

TEST(SqliteStoreIds, StayBelowThoseThatCameFromElsewhere) {
  const sample::TemporaryDirectory directory;
  const ManualClock clock(sample::kNow);
  {
    const DataDirectory data(directory.path(), clock);
    const auto writer = data.OpenWriter();
    writer->Transact([&] {
      const auto order = sample::WdkOrder(3'783'289'106'002'297'404, {1});
      writer->orders().Insert(order, "", "");
      writer->orders().InsertLine(sample::Line(writer->NextId(), order.id), order);
    });
  }
  const std::int64_t next = DataDirectory(directory.path(), clock).OpenWriter()->NextId();
  EXPECT_FALSE(next >= std::int64_t{1} << 53) << next;
}

}  // namespace
}  // namespace ebbtide::store
