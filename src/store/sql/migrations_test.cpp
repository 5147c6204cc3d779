#include "store/sql/migrations.hpp"

#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/digest.hpp"
#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class Migrations : public testing::Test {
 protected:
  std::unique_ptr<soci::session> Connect() {
    const auto file = directory_.path() / "ebbtide.db";
    return std::make_unique<soci::session>(soci::sqlite3,
                                           "db=\"" + file.string() + "\" timeout=30");
  }

  static std::int64_t Number(soci::session& session, const std::string& query) {
    std::int64_t number = 0;
    session << query, soci::into(number);
    return number;
  }

  sample::TemporaryDirectory directory_;
  ManualClock clock_{sample::kNow};
};

constexpr int kLatest = 7;

TEST_F(Migrations, AreDoneOnceHoweverOftenTheDirectoryIsOpened) {
  for (int i = 0; i < 3; ++i) {
    const DataDirectory data(directory_.path(), clock_);
    clock_.AdvanceMs(1'000);
  }
  const auto session = Connect();
  EXPECT_EQ(Number(*session, "SELECT COUNT(*) FROM schema_version"), kLatest);
  EXPECT_EQ(Number(*session, "SELECT MAX(version) FROM schema_version"), kLatest);
  EXPECT_EQ(Number(*session, "SELECT MAX(applied_ms) FROM schema_version"), sample::kNow.unix_ms);
  EXPECT_EQ(Number(*session, "SELECT COUNT(*) FROM refund"), 0);
}

TEST_F(Migrations, MakeStoresOfSmallPagesAndLeaveOthersAsTheyAre) {
  { const DataDirectory data(directory_.path(), clock_); }
  EXPECT_EQ(Number(*Connect(), "PRAGMA page_size"), 2'048);
  {
    const auto session = Connect();
    for (const char* const step :
         {"PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM"}) {
      *session << step;
    }
  }
  ASSERT_EQ(Number(*Connect(), "PRAGMA page_size"), 4'096);
  { const DataDirectory data(directory_.path(), clock_); }
  EXPECT_EQ(Number(*Connect(), "PRAGMA page_size"), 4'096);
}

TEST_F(Migrations, RefuseAStoreOfANewerProgram) {
  { const DataDirectory data(directory_.path(), clock_); }
  *Connect() << "INSERT INTO schema_version (version, applied_ms) VALUES (8, 0)";
  EXPECT_THAT([&] { const DataDirectory data(directory_.path(), clock_); },
              ThrowsMessage<std::runtime_error>(
                  HasSubstr("the store is of version 8, this program knows versions up to 7")));
}

TEST_F(Migrations, AreSafeWhenSeveralStartTogether) {
  constexpr int kStarters = 4;
  *Connect() << "PRAGMA journal_mode = WAL";
  std::latch together(kStarters);
  std::vector<std::thread> threads;
  for (int i = 0; i < kStarters; ++i) {
    threads.emplace_back([&] {
      const auto session = Connect();
      together.arrive_and_wait();
      EXPECT_NO_THROW(sql::Migrate(*session, sample::kNow));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(Number(*Connect(), "SELECT COUNT(*) FROM schema_version"), kLatest);
}

/// A WDK order with two refunds and an unpaid Taobao order, as the first version kept them.
TEST_F(Migrations, BringAStoreOfTheFirstVersionUpToDate) {
  {
    std::ifstream file(EBBTIDE_SOURCE_DIR "/src/store/sql/testdata/version_1.sql");
    const auto session = Connect();
    std::string statement;
    for (std::string line; std::getline(file, line);) {
      statement += line + "\n";
      if (!line.ends_with(';')) continue;
      *session << statement;
      statement.clear();
    }
    *session << "UPDATE refund SET due_ms = 1";  // also of what was over
    *session << "INSERT INTO party VALUES (77, 'seller', 'old')";
    *session << "INSERT INTO user_session VALUES ('" + Sha256Hex("key") + "', 'app', 77, 0, 9)";
    *session << "INSERT INTO app VALUES ('app', 'sealed', 'title', 0)";
  }
  const DataDirectory data(directory_.path(), clock_);
  const auto store = data.OpenWriter();
  std::vector<std::string> problems;
  store->Verify([&](std::string problem) { problems.push_back(std::move(problem)); });
  EXPECT_THAT(problems, testing::IsEmpty());

  const auto wdk = store->orders().Find(Scope::Platform(), {1000}).value();
  EXPECT_EQ(wdk.refunded_post_fee, Fen{500}) << "of the closed refund nothing counts";
  EXPECT_EQ(wdk.paid_at, wdk.created);
  EXPECT_EQ(wdk.sole_channel, 6);
  EXPECT_EQ(store->orders().PaymentsOf(wdk).at(0).refunded, Fen{1'000});
  EXPECT_EQ(store->refunds().SharesOf({1101}).at(0).amount, Fen{1'000});
  EXPECT_EQ(Number(*Connect(),
                   "SELECT (SELECT COUNT(*) FROM order_payment) + "
                   "(SELECT COUNT(*) FROM refund_share) + "
                   "(SELECT COUNT(*) FROM wdk_refund)"),
            0);
  EXPECT_EQ(store->refunds().StatusOfLine(wdk.seller, {1001})->last->id.value, 1102);
  EXPECT_EQ(store->orders().Find(Scope::Platform(), {2000})->paid_at, Timestamp{});
  const auto refund = store->refunds().Find(Scope::Platform(), {1101}).value();
  EXPECT_EQ(refund.arbitration, refund::Arbitration::kNone);
  EXPECT_EQ(store->refunds().Changed(wdk.seller, {}, {}).total, 2);
  const auto session = store->access().FindSession("key");
  ASSERT_TRUE(session);
  EXPECT_TRUE(session->scope.everything);
  EXPECT_EQ(session->revoked, Timestamp{});
  EXPECT_EQ(
      Number(*Connect(), "SELECT COUNT(*) FROM app WHERE permissions = '*' AND networks = ''"), 1);
}

TEST_F(Migrations, GuardMoneyInTheTablesToo) {
  const DataDirectory data(directory_.path(), clock_);
  const auto order = sample::WdkOrder(500, {1});
  const auto writer = data.OpenWriter();
  writer->Transact([&] {
    writer->orders().Insert(order, "", "");
    writer->orders().InsertLine(sample::Line(501, order.id), order);
    writer->orders().InsertPayment(order.id, {.channel_code = 11, .paid = {1'005}, .refunded = {}});
  });
  const auto session = Connect();
  for (const std::string change :
       {"UPDATE trade_order SET refunded_fen = paid_fen + 1",
        "UPDATE trade_order SET refunded_fen = -1", "UPDATE order_line SET refunded_fen = 1001",
        "UPDATE order_line SET refunded_milli = 10001", "UPDATE order_line SET refunded_milli = -1",
        "UPDATE order_payment SET refunded_fen = 1006"}) {
    EXPECT_THROW(*session << change, soci::soci_error) << change;
  }
  EXPECT_NO_THROW(*session << "UPDATE trade_order SET refunded_fen = paid_fen");
}

}  // namespace
}  // namespace ebbtide::store
