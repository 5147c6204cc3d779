#include <filesystem>

#include <gmock/gmock.h>

#include "gateway/fixture.hpp"
#include "support/temporary_directory.hpp"
#include "support/wares.hpp"

/// What every test of this program ends with, and `ebbtide verify` runs, has to see what it is
/// there to see.
namespace ebbtide::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

/// The two bytes that the picture's content begins with are enough for a digest.
constexpr const char* kPng = "\x89PNG\r\n\x1A\n";

class Verify : public GatewayTest {
 protected:
  Verify() {
    platform_.Import(kWares);
    const App app = platform_.AddSellerApp("shop");
    const Application application{.lines = {{"1001", "A", 1, 100}, {"1002", "B", 1, 100}}};
    Ask(app, kUserrefund, ParamsOf(application));
    platform_.Write([&](store::Store& store) {
      const auto refund = platform_.database().Number("SELECT MIN(refund_id) FROM refund");
      store.messages().PutUpload({refund}, store.pictures().Put(kPng), kNow);
    });
  }

  /// A copy of the platform's data, so that each damage meets a sound store.
  struct Copy {
    explicit Copy(Database& original) {
      original.Run("VACUUM INTO '" + (directory.path() / "ebbtide.db").string() + "'");
    }
    TemporaryDirectory directory;
  };

  std::vector<std::string> ProblemsAfter(const std::string& damage) {
    const Copy copy(platform_.database());
    std::filesystem::copy(platform_.directory().path() / "pictures",
                          copy.directory.path() / "pictures",
                          std::filesystem::copy_options::recursive);
    Database(copy.directory.path()).Run(damage);
    return ProblemsOf(copy.directory.path());
  }

  std::vector<std::string> ProblemsOf(const std::filesystem::path& path) {
    std::vector<std::string> problems;
    const store::DataDirectory data(path, platform_.clock());
    data.OpenReader()->Verify([&](std::string problem) { problems.push_back(std::move(problem)); });
    return problems;
  }
};

struct Damage {
  const char* sql;
  const char* seen_as;  ///< how a line of the report begins
};

TEST_F(Verify, FindsWhatWasDamagedBehindItsBack) {
  ASSERT_THAT(ProblemsAfter("SELECT 1"), IsEmpty());
  for (const auto& [sql, seen_as] : {
           Damage{"UPDATE order_line SET refunded_fen = refunded_fen + 1 WHERE line_id = 1001",
                  "line: its sums"},
           Damage{"UPDATE order_line SET refunded_milli = refunded_milli - 1 WHERE line_id = 1001",
                  "line: its sums"},
           Damage{"UPDATE trade_order SET refunded_fen = 0 WHERE order_id = 1000",
                  "order: its sums"},
           Damage{"UPDATE trade_order SET refunded_post_fen = 1 WHERE order_id = 1000",
                  "order: its sums"},
           Damage{"UPDATE trade_order SET paid_fen = paid_fen + 1 WHERE order_id = 1000",
                  "order: it was not paid"},
           Damage{"UPDATE order_payment SET refunded_fen = refunded_fen + 1 WHERE order_id = 1000",
                  "order: a payment's sum"},
           Damage{"UPDATE refund SET amount_fen = amount_fen + 1 WHERE line_id = 1001",
                  "refund: its shares"},
           Damage{"UPDATE refund SET state = 'CLOSED' WHERE line_id = 1001",
                  "refund: its last event"},
           Damage{"UPDATE refund SET version = version + 1 WHERE line_id = 1001",
                  "refund: its last event"},
           Damage{"UPDATE refund SET order_id = 2000 WHERE line_id = 1001", "refund: it is not of"},
           Damage{"UPDATE refund SET batch_id = 0 WHERE order_id = 1000", "batch: it has no"},
           Damage{"UPDATE refund SET ended_ms = 1 WHERE line_id = 1001", "refund: an open one"},
           Damage{"DELETE FROM refund WHERE line_id = 1001", "refund: it is not there"},
           Damage{"DELETE FROM refund_share WHERE amount_fen > 0", "refund: its shares"},
           Damage{"INSERT INTO order_payment VALUES (5000, 6, 250, 0)",
                  "order: it was paid through one channel"},
           Damage{
               "INSERT INTO refund_share SELECT refund_id, 6, 1 FROM refund r JOIN trade_order o "
               "ON o.order_id = r.order_id WHERE o.sole_channel >= 0",
               "order: it was paid through one channel"},
           Damage{"UPDATE refund SET channel = 'xiaoman' WHERE line_id = 1001",
                  "refund: what its channel"},
           Damage{"DELETE FROM refund_event WHERE event = 'apply'", "refund: what its channel"},
           Damage{"UPDATE refund_event SET amount_fen = 0 WHERE event = 'apply'",
                  "event: its hash"},
           Damage{"UPDATE refund_event SET detail = 'x' WHERE event = 'apply'", "event: its hash"},
           Damage{"UPDATE refund_event SET hash = '0' WHERE event = 'apply'", "event: its hash"},
           Damage{"UPDATE refund_event SET sequence = 2 WHERE event = 'apply'",
                  "event: it does not follow"},
           Damage{"UPDATE refund_event SET actor = 'seller' WHERE event = 'apply'",
                  "event: the life cycle"},
           Damage{"DELETE FROM refund_batch WHERE out_batch_id = 'key-1'", "batch: it has no"},
           Damage{"UPDATE refund SET state = 'REFUND_AGREED' WHERE line_id = 1001",
                  "refund: its payment"},
           Damage{"DELETE FROM refund_change WHERE until_ms > 9000000000000",
                  "refund: the seller's change list"},
           Damage{"UPDATE order_change SET state = 'closed' WHERE order_id = 1000",
                  "order: the seller's change list"},
           Damage{"UPDATE trade_order SET first_change_ms = 7 WHERE first_change_ms <> 0",
                  "order: the seller's change list"},
           Damage{"UPDATE order_change SET until_ms = 7 WHERE order_id = 1000 AND until_ms = 0",
                  "order: the seller's change list"},
           Damage{"UPDATE refund_upload SET digest = '00'", "picture: it is not there"},
       }) {
    EXPECT_THAT(ProblemsAfter(sql), Contains(StartsWith(seen_as))) << sql;
  }
}

TEST_F(Verify, FindsAPictureThatWasChanged) {
  const auto digest = platform_.database().Run("SELECT digest FROM refund_upload").at(0).at(0);
  const auto file = platform_.directory().path() / "pictures" / digest.substr(0, 2) / digest;
  std::filesystem::resize_file(file, 3);
  EXPECT_THAT(platform_.Verify(), Contains(StartsWith("picture: its content")));
  std::filesystem::remove(file);
  EXPECT_THAT(platform_.Verify(), Contains(StartsWith("picture: it is not there")));
  platform_.Write([&](store::Store& store) { store.pictures().Put(kPng); });
}

}  // namespace
}  // namespace ebbtide::test
