#include "store/sql/file_layer.hpp"

#include <array>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "store/testing.hpp"

/// That the log survives a kill is tested where the server is killed.
namespace ebbtide::store {
namespace {

namespace fs = std::filesystem;

class FileLayer : public testing::Test {
 protected:
  /// Far more than one piece holds.
  static constexpr int kCodes = 16'000;

  void PutMany(const std::string& prefix) {
    for (int i = 0; i < kCodes; ++i) {
      open_.access().PutParty(PartyKind::kSeller, prefix + std::to_string(i));
    }
  }
  static bool HasAll(Store& store, const std::string& prefix) {
    for (int i = 0; i < kCodes; ++i) {
      if (!store.access().FindParty(PartyKind::kSeller, prefix + std::to_string(i))) return false;
    }
    return true;
  }
  /// All of the log is copied into the database, and it begins anew.
  void Checkpoint() {
    soci::session session(soci::sqlite3, "db=\"" + database_.string() + "\"");
    int busy = 1;
    session << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy);
    ASSERT_EQ(busy, 0);
  }
  /// What this process has of the database in its maps.
  [[nodiscard]] std::int64_t MappedKilobytes() const {
    std::ifstream maps("/proc/self/smaps");
    std::int64_t kilobytes = 0;
    bool is_database = false;
    for (std::string line; std::getline(maps, line);) {
      const bool is_head = line.find(':') > line.find(' ');  // else it is `Rss:   4 kB`
      if (is_head) is_database = line.ends_with(database_.string());
      if (is_database && line.starts_with("Rss:")) kilobytes += std::stoll(line.substr(4));
    }
    return kilobytes;
  }
  /// How much of its memory the maps of the database take, whether it is there or not.
  [[nodiscard]] std::uintmax_t MappedBytes() const {
    std::ifstream maps("/proc/self/maps");
    std::uintmax_t bytes = 0;
    for (std::string line; std::getline(maps, line);) {
      if (!line.ends_with(database_.string())) continue;
      const auto dash = line.find('-');
      bytes += std::stoull(line.substr(dash + 1), nullptr, 16) - std::stoull(line, nullptr, 16);
    }
    return bytes;
  }
  std::string Integrity() {
    soci::session session(soci::sqlite3, "db=\"" + database_.string() + "\"");
    std::string outcome;
    session << "PRAGMA integrity_check", soci::into(outcome);
    return outcome;
  }

  sample::OpenStore open_;
  fs::path database_ = open_.data.path() / "ebbtide.db";
  fs::path log_ = open_.data.path() / "ebbtide.db-wal";
};

TEST_F(FileLayer, IsWhatConnectionsUse) {
  soci::session session(soci::sqlite3, "db=\"" + database_.string() + "\"");
  auto* const connection =
      static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  sqlite_api::sqlite3_vfs* vfs = nullptr;
  sqlite_api::sqlite3_file_control(connection, "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  ASSERT_NE(vfs, nullptr);
  EXPECT_STREQ(vfs->zName, "ebbtide");
}

TEST_F(FileLayer, ShowsAllOfALargeCommitToOthers) {
  const auto reader = open_.data.OpenReader();
  open_.store->Transact([&] { PutMany("a"); });
  EXPECT_TRUE(HasAll(*reader, "a"));
  EXPECT_GT(fs::file_size(log_), 0U);
  EXPECT_EQ(Integrity(), "ok");
}

/// Pages that leave the connection's cache before the commit are read back from the log, and
/// written there again.
TEST_F(FileLayer, ReadsBackWhatATransactionHasWritten) {
  constexpr int kRows = 3'000;
  {
    soci::session session(soci::sqlite3, "db=\"" + database_.string() + "\"");
    session << "PRAGMA cache_size = 10";
    session << "BEGIN";
    for (int i = 0; i < kRows; ++i) {
      const int id = i * 7919 % 30'011;
      const std::string code = "code " + std::to_string(i);
      session << "INSERT INTO party (party_id, kind, code) VALUES (:id, 'seller', :code)",
          soci::use(id), soci::use(code);
    }
    session << "UPDATE party SET code = code || ' again'";
    int found = 0;
    session << "SELECT COUNT(*) FROM party WHERE code LIKE '% again'", soci::into(found);
    EXPECT_EQ(found, kRows);
    session << "COMMIT";
  }
  EXPECT_TRUE(open_.data.OpenReader()->access().FindParty(PartyKind::kSeller, "code 7 again"));
  EXPECT_EQ(Integrity(), "ok");
}

/// What a reader has mapped is neither given up nor out of date when others commit, and when that
/// has been copied from the log.
TEST_F(FileLayer, KeepsAMapThatShowsWhatOthersWrite) {
  constexpr int kCommits = 300;
  open_.store->Transact([&] { PutMany("a"); });
  Checkpoint();
  const auto reader = open_.data.OpenReader();
  ASSERT_TRUE(HasAll(*reader, "a"));
  const auto mapped = MappedKilobytes();
  ASSERT_GT(mapped, 500);
  for (int i = 0; i < kCommits; ++i) {
    const std::string code = "b" + std::to_string(i);
    open_.store->Transact([&] { open_.access().PutParty(PartyKind::kSeller, code); });
    if (i % 100 == 0) Checkpoint();
    ASSERT_TRUE(reader->access().FindParty(PartyKind::kSeller, code));
    ASSERT_TRUE(reader->access().FindParty(PartyKind::kSeller, "a0"));
  }
  EXPECT_GE(MappedKilobytes(), mapped);
}

/// As much of it is mapped as there is, not only what SQLite itself would map.
TEST_F(FileLayer, MapsAllOfALargeFile) {
  constexpr std::uintmax_t kBytes = std::uintmax_t{5} << 30U;
  open_.store->Transact([&] { open_.access().PutParty(PartyKind::kSeller, "a"); });
  Checkpoint();
  fs::resize_file(database_, kBytes);  // a hole, for which the disk needs no room
  const auto reader = open_.data.OpenReader();
  ASSERT_TRUE(reader->access().FindParty(PartyKind::kSeller, "a"));
  EXPECT_GE(MappedBytes(), kBytes);
}

/// A map that grows keeps what it has.
TEST_F(FileLayer, MapsWhatHasComeToTheFile) {
  open_.store->Transact([&] { PutMany("a"); });
  Checkpoint();
  const auto reader = open_.data.OpenReader();
  ASSERT_TRUE(HasAll(*reader, "a"));
  const auto mapped = MappedBytes();
  for (int i = 0; fs::file_size(database_) < mapped + (std::uintmax_t{8} << 20U); ++i) {
    open_.store->Transact([&] { PutMany("b" + std::to_string(i) + "-"); });
    Checkpoint();
    ASSERT_TRUE(reader->access().FindParty(PartyKind::kSeller, "b" + std::to_string(i) + "-7"));
  }
  EXPECT_GT(MappedBytes(), mapped);
  EXPECT_TRUE(HasAll(*reader, "a"));
  EXPECT_TRUE(HasAll(*reader, "b0-"));
}

TEST_F(FileLayer, GivesUpAMapOfAFileThatHasShrunk) {
  open_.store->Transact([&] { PutMany("a"); });
  Checkpoint();
  const auto reader = open_.data.OpenReader();
  ASSERT_TRUE(HasAll(*reader, "a"));
  const auto size = fs::file_size(database_);
  {
    soci::session session(soci::sqlite3, "db=\"" + database_.string() + "\"");
    session << "DELETE FROM party WHERE code <> 'a7'";
    session << "VACUUM";
  }
  Checkpoint();
  ASSERT_LT(fs::file_size(database_), size);
  EXPECT_TRUE(reader->access().FindParty(PartyKind::kSeller, "a7"));
  EXPECT_FALSE(reader->access().FindParty(PartyKind::kSeller, "a8"));
  open_.store->Transact([&] { PutMany("b"); });
  Checkpoint();
  EXPECT_TRUE(HasAll(*reader, "b"));
  EXPECT_EQ(Integrity(), "ok");
}

/// Where files are mounted without access times this holds anyway.
TEST_F(FileLayer, LeavesNoTraceOfReading) {
  open_.store->Transact([&] { open_.access().PutParty(PartyKind::kSeller, "a"); });
  const timespec long_ago{.tv_sec = 1'000'000'000, .tv_nsec = 0};
  const std::array<timespec, 2> times{long_ago, {.tv_sec = 0, .tv_nsec = UTIME_OMIT}};
  ASSERT_EQ(utimensat(AT_FDCWD, log_.c_str(), times.data(), 0), 0);
  const auto reader = open_.data.OpenReader();
  EXPECT_TRUE(reader->access().FindParty(PartyKind::kSeller, "a"));
  struct stat state {};
  ASSERT_EQ(stat(log_.c_str(), &state), 0);
  EXPECT_EQ(state.st_atim.tv_sec, long_ago.tv_sec);
}

/// Files of this process can be no longer than this while it lives.
class FileLimit {
 public:
  explicit FileLimit(std::uintmax_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    auto limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  rlimit before_{};
};

TEST_F(FileLayer, TakesATransactionBackThatTheDiskHasNoRoomFor) {
  open_.store->Transact([&] { open_.access().PutParty(PartyKind::kSeller, "before"); });
  {
    const FileLimit limit(fs::file_size(log_) + 300'000);
    EXPECT_ANY_THROW(open_.store->Transact([&] { PutMany("a"); }));
  }
  const auto reader = open_.data.OpenReader();
  EXPECT_TRUE(reader->access().FindParty(PartyKind::kSeller, "before"));
  EXPECT_FALSE(reader->access().FindParty(PartyKind::kSeller, "a0"));

  open_.store->Transact([&] { PutMany("b"); });
  EXPECT_FALSE(reader->access().FindParty(PartyKind::kSeller, "a0"));
  EXPECT_TRUE(HasAll(*reader, "b"));
  EXPECT_EQ(Integrity(), "ok");
}

}  // namespace
}  // namespace ebbtide::store
