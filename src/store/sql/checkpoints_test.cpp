#include "store/sql/checkpoints.hpp"

#include <array>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "store/testing.hpp"

/// Through the store: when the log is copied into the database, and that it begins anew.
namespace ebbtide::store {
namespace {

namespace fs = std::filesystem;

class Checkpoints : public testing::Test {
 protected:
  /// Two of them, one in the table and one in its index, fill half a page.
  static std::string Code(int commit, int number) {
    return std::string(900, 'x') + std::to_string(commit * 10'000 + number);
  }

  /// A commit of some 1,000 pages.
  void Commit() {
    open_.store->Transact([&] {
      for (int i = 0; i < 2'000; ++i) {
        open_.access().PutParty(PartyKind::kSeller, Code(commits_, i));
      }
    });
    ++commits_;
  }

  /// How often the log has begun anew, by its head.
  std::string Beginning() {
    std::array<char, 16> head{};
    std::ifstream(open_.data.path() / "ebbtide.db-wal", std::ios::binary)
        .read(head.data(), head.size());
    return {head.data() + 12, 4};
  }

  /// Whether the log begins anew within so many commits.
  bool BeginsAnewWithin(int commits) {
    const auto before = Beginning();
    for (int i = 0; i < commits; ++i) {
      Commit();
      if (Beginning() != before) return true;
    }
    return false;
  }

  bool HasFirst(Store& store) {
    return store.access().FindParty(PartyKind::kSeller, Code(0, 0)).has_value();
  }

  sample::OpenStore open_;
  int commits_ = 0;
};

constexpr int kAtTheLatest = 40;  // by then the writer has waited

TEST_F(Checkpoints, LetTheLogBeginAnew) {
  Commit();
  EXPECT_TRUE(BeginsAnewWithin(kAtTheLatest));
  EXPECT_TRUE(BeginsAnewWithin(kAtTheLatest));
  EXPECT_TRUE(HasFirst(*open_.data.OpenReader()));
}

TEST_F(Checkpoints, LeaveAReaderItsMoment) {
  const auto reader = open_.data.OpenReader();
  reader->Snapshot([&] {
    EXPECT_FALSE(HasFirst(*reader));
    EXPECT_FALSE(BeginsAnewWithin(20));
    EXPECT_FALSE(HasFirst(*reader));
  });
  EXPECT_TRUE(BeginsAnewWithin(kAtTheLatest));
  EXPECT_TRUE(HasFirst(*reader));
}

}  // namespace
}  // namespace ebbtide::store
