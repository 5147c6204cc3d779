#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/id_source.hpp"
#include "store/secret_box.hpp"
#include "store/sql/access_sql.hpp"
#include "store/sql/changes.hpp"
#include "store/sql/checkpoints.hpp"
#include "store/sql/file_layer.hpp"
#include "store/sql/messages_sql.hpp"
#include "store/sql/migrations.hpp"
#include "store/sql/orders_sql.hpp"
#include "store/sql/prepared.hpp"
#include "store/sql/refunds_sql.hpp"
#include "store/sql/verify_sql.hpp"
#include "store/store.hpp"

/// The embedded store: one SQLite database in WAL mode.
namespace ebbtide::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDatabaseFile = "ebbtide.db";
constexpr const char* kKeyFile = "master.key";
constexpr const char* kPictureFolder = "pictures";

/// How long a statement waits for another process's write, such as an import's.
constexpr int kBusyTimeoutMs = 30'000;

/// Of a database that is made; another keeps its own. A refund changes few hundred bytes in each of
/// fourteen pages, and all of a page goes through the log. Reads do not mind that there are more.
constexpr int kPageBytes = 2'048;

/// Any number but 0: the file layer maps the whole database.
constexpr std::int64_t kMappedBytes = std::int64_t{1} << 40U;
/// For pages that are in the log; all others are mapped. More would not save a write anything, and
/// a commit that has split a leaf looks at every page that is kept.
constexpr int kCacheKib = 4'096;

/// Thirty pages of 4 KiB, twice as many as a refund changes. It is taken in one piece, and of a
/// piece of 128 KiB SQLite would write nothing when more comes and it has to go to a file.
constexpr int kSavepointBytes = 126'976;

struct Begin {
  static constexpr const char* kSql = "BEGIN";
  void Bind(sql::Binder& /*binder*/) {}
};
struct BeginWrite {
  static constexpr const char* kSql = "BEGIN IMMEDIATE";
  void Bind(sql::Binder& /*binder*/) {}
};
struct Commit {
  static constexpr const char* kSql = "COMMIT";
  void Bind(sql::Binder& /*binder*/) {}
};
struct Rollback {
  static constexpr const char* kSql = "ROLLBACK";
  void Bind(sql::Binder& /*binder*/) {}
};
struct Savepoint {
  static constexpr const char* kSql = "SAVEPOINT attempt";
  void Bind(sql::Binder& /*binder*/) {}
};
struct Release {
  static constexpr const char* kSql = "RELEASE attempt";
  void Bind(sql::Binder& /*binder*/) {}
};
struct RollbackTo {
  static constexpr const char* kSql = "ROLLBACK TO attempt";
  void Bind(sql::Binder& /*binder*/) {}
};

/// One thread at a time uses a connection, so that SQLite needs no locks of its own; nobody asks it
/// how much memory it has; and what a savepoint may have to put back stays in memory, since every
/// write has one: in files, as it is by default, it takes twice as many system calls as the log.
/// Before the first connection of a process.
void Configure() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kSavepointBytes);
    sql::InstallFileLayer();
  });
}

soci::session Connect(const fs::path& database) {
  Configure();
  return {soci::sqlite3, "db=\"" + database.string() + "\""};
}

/// Its handle, after making it wait for other processes as long as it should.
sqlite_api::sqlite3* MadePatient(soci::session& session) {
  auto* const handle = static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  sqlite_api::sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  return handle;
}

/// An own lock file for each process that shares the directory; held until the process ends.
class NodeLock {
 public:
  explicit NodeLock(const fs::path& directory) {
    for (node_ = 0; node_ < IdSource::kNodeCount; ++node_) {
      const auto file = directory / ("node." + std::to_string(node_) + ".lock");
      handle_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (handle_ < 0) throw std::system_error(errno, std::generic_category(), file.string());
      if (flock(handle_, LOCK_EX | LOCK_NB) == 0) return;
      close(handle_);
    }
    throw std::runtime_error("all node numbers of " + directory.string() + " are in use");
  }
  ~NodeLock() { close(handle_); }
  NodeLock(const NodeLock&) = delete;
  NodeLock& operator=(const NodeLock&) = delete;

  [[nodiscard]] int node() const { return node_; }

 private:
  int node_ = 0;
  int handle_ = -1;
};

/// An attempt has written something and is to be taken back, but there is no savepoint. Savepoints
/// keep a copy of each page that changes; nearly all attempts either succeed or are refused before
/// they write, so a transaction does without at first.
struct HalfDone {};

class SqliteStore final : public Store {
 public:
  SqliteStore(const fs::path& directory, const SecretBox& box, sql::ChangeFeed& feed, IdSource* ids)
      : session_(Connect(directory / kDatabaseFile)),
        connection_(MadePatient(session_)),
        box_(box),
        pictures_(directory / kPictureFolder),
        ids_(ids),
        follower_(connection_, feed),
        begin_(session_),
        begin_write_(session_),
        commit_(session_),
        rollback_(session_),
        savepoint_(session_),
        release_(session_),
        rollback_to_(session_) {
    session_ << "PRAGMA journal_mode = WAL";
    session_ << "PRAGMA synchronous = FULL";
    // Pages come straight from the system's cache, which all connections share.
    session_ << "PRAGMA mmap_size = " + std::to_string(kMappedBytes);
    session_ << "PRAGMA cache_size = -" + std::to_string(kCacheKib);
    if (ids_ == nullptr) {
      session_ << "PRAGMA query_only = ON";
    } else {
      checkpoints_.emplace(directory / kDatabaseFile, connection_);
      recorder_.emplace(connection_, feed);
      // Instead of SQLite's own, which copies the log by itself.
      sqlite_api::sqlite3_wal_hook(connection_, &OnLogged, this);
    }
    access_ = sql::MakeAccess(
        session_, box, follower_,
        [this] {
          if (recorder_) recorder_->Add(Changes::kAccess);
        },
        [this] { return NextId(); });
    orders_ = sql::MakeOrders(session_);
    refunds_ = sql::MakeRefunds(session_);
    messages_ = sql::MakeMessages(session_);
    payouts_ = sql::MakePayouts(session_);
    items_ = sql::MakeItems(session_);
    tax_audits_ = sql::MakeTaxAudits(session_);
  }

  Access& access() override { return *access_; }
  Orders& orders() override { return *orders_; }
  Refunds& refunds() override { return *refunds_; }
  Messages& messages() override { return *messages_; }
  Payouts& payouts() override { return *payouts_; }
  Items& items() override { return *items_; }
  TaxAudits& tax_audits() override { return *tax_audits_; }
  const Pictures& pictures() override { return pictures_; }

  std::string KeyFor(std::string_view label) override { return box_.KeyFor(label); }

  std::int64_t NextId() override {
    if (ids_ == nullptr) throw std::logic_error("a reading connection gives out no ids");
    return ids_->Next();
  }

  void Snapshot(const std::function<void()>& read) override {
    if (InTransaction()) return read();
    begin_.Change();
    try {
      read();
      if (!is_together_) EndSnapshot();
    } catch (...) {
      TakeBack();
      throw;
    }
  }

  void Together(const std::function<void()>& read) override {
    if (is_together_ || InTransaction()) throw std::logic_error("not inside of anything else");
    follower_.Look();
    is_together_ = true;
    try {
      read();
      EndTogether();
      EndSnapshot();
    } catch (...) {
      EndTogether();
      TakeBack();
      throw;
    }
  }

  const Changes& changes() override { return follower_; }

  void Transact(const std::function<void()>& write) override {
    if (!recorder_) throw std::logic_error("a reading connection writes nothing");
    try {
      has_savepoints_ = false;
      TransactOnce(write);
    } catch (const HalfDone&) {
      has_savepoints_ = true;
      TransactOnce(write);
    }
  }

  void Attempt(const std::function<bool()>& step) override {
    RequireTransaction();  // outside of one, a savepoint would commit by itself
    if (has_savepoints_) savepoint_.Change();
    const auto changes = sqlite_api::sqlite3_total_changes64(connection_);
    bool keep = false;
    std::exception_ptr problem;
    try {
      keep = step();
    } catch (...) {
      problem = std::current_exception();
    }
    // A full disk or an I/O error makes SQLite take the whole transaction back by itself.
    if (problem && !InTransaction()) std::rethrow_exception(problem);
    RequireTransaction();
    if (has_savepoints_) {
      if (!keep) rollback_to_.Change();
      release_.Change();
    } else if (!keep && sqlite_api::sqlite3_total_changes64(connection_) != changes) {
      throw HalfDone{};
    }
    if (problem) std::rethrow_exception(problem);
  }

  void Verify(const std::function<void(std::string)>& report) override {
    Snapshot([&] { sql::Verify(session_, pictures_, report); });
  }

  std::int64_t CountRefunds() override {
    std::int64_t count = 0;
    session_ << "SELECT COUNT(*) FROM refund", soci::into(count);
    return count;
  }

 private:
  /// Something has been committed; the log has so many pages now. Readers first: the log may take
  /// its time.
  static int OnLogged(void* self, sqlite_api::sqlite3* /*writer*/, const char* /*database*/,
                      int pages) noexcept {
    auto& store = *static_cast<SqliteStore*>(self);
    store.recorder_->HasCommitted();
    store.checkpoints_->AfterCommit(pages);
    return SQLITE_OK;
  }

  void TransactOnce(const std::function<void()>& write) {
    begin_write_.Change();
    recorder_->Begin();
    try {
      write();
      recorder_->Commit([this] { commit_.Change(); });
    } catch (...) {
      TakeBack();
      throw;
    }
  }

  void EndTogether() {
    is_together_ = false;
    follower_.Leave();
  }

  void EndSnapshot() {
    if (InTransaction()) commit_.Change();  // else there was none, or SQLite has ended it
  }

  /// After a failure: SQLite may have taken the transaction back already.
  void TakeBack() {
    if (InTransaction()) rollback_.Change();
  }

  bool InTransaction() { return sqlite_api::sqlite3_get_autocommit(connection_) == 0; }

  void RequireTransaction() {
    if (!InTransaction()) throw std::runtime_error("the transaction was lost");
  }

  soci::session session_;
  sqlite_api::sqlite3* connection_;
  const SecretBox& box_;
  Pictures pictures_;
  IdSource* ids_;
  sql::ChangeFollower follower_;
  bool is_together_ = false;
  bool has_savepoints_ = false;
  std::unique_ptr<Access> access_;
  std::unique_ptr<Orders> orders_;
  std::unique_ptr<Refunds> refunds_;
  std::unique_ptr<Messages> messages_;
  std::unique_ptr<Payouts> payouts_;
  std::unique_ptr<Items> items_;
  std::unique_ptr<TaxAudits> tax_audits_;
  sql::Prepared<Begin> begin_;
  sql::Prepared<BeginWrite> begin_write_;
  sql::Prepared<Commit> commit_;
  sql::Prepared<Rollback> rollback_;
  sql::Prepared<Savepoint> savepoint_;
  sql::Prepared<Release> release_;
  sql::Prepared<RollbackTo> rollback_to_;
  // Of a writer only.
  std::optional<sql::Checkpoints> checkpoints_;
  std::optional<sql::ChangeRecorder> recorder_;
};

/// A new directory is its owner's alone: it will hold names, addresses and secrets.
const fs::path& MakeDirectory(const fs::path& path) {
  if (fs::create_directories(path)) fs::permissions(path, fs::perms::owner_all);
  return path;
}

/// The largest id that `clock` can have given out, of any table that takes ids.
std::int64_t LargestId(soci::session& session, Timestamp now) {
  const std::int64_t ceiling = IdSource::CeilingAt(now);
  std::int64_t largest = 0;
  for (const std::string column :
       {"party_id FROM party", "order_id FROM trade_order", "line_id FROM order_line",
        "refund_id FROM refund", "batch_id FROM refund_batch", "message_id FROM refund_message"}) {
    const std::string name = column.substr(0, column.find(' '));
    std::int64_t id = 0;
    session << "SELECT COALESCE((SELECT " + column + " WHERE " + name + " < :ceiling ORDER BY " +
                   name + " DESC LIMIT 1), 0)",
        soci::use(ceiling), soci::into(id);
    largest = std::max(largest, id);
  }
  return largest;
}

}  // namespace

struct DataDirectory::State {
  State(fs::path directory, const Clock& clock)
      : path(std::move(directory)),
        box(SecretBox::FromFile(MakeDirectory(path) / kKeyFile)),
        lock(path),
        ids(clock, lock.node(), PrepareTables(clock)) {}

  std::int64_t PrepareTables(const Clock& clock) const {
    soci::session session = Connect(path / kDatabaseFile);
    MadePatient(session);
    session << "PRAGMA page_size = " + std::to_string(kPageBytes);
    session << "PRAGMA journal_mode = WAL";
    sql::Migrate(session, clock.Now());
    return LargestId(session, clock.Now());
  }

  fs::path path;
  SecretBox box;
  NodeLock lock;
  IdSource ids;
  sql::ChangeFeed feed;
};

DataDirectory::DataDirectory(fs::path path, const Clock& clock)
    : state_(std::make_unique<State>(std::move(path), clock)) {}
DataDirectory::~DataDirectory() = default;

const fs::path& DataDirectory::path() const { return state_->path; }

std::unique_ptr<Store> DataDirectory::OpenReader() const {
  return std::make_unique<SqliteStore>(state_->path, state_->box, state_->feed, nullptr);
}

std::unique_ptr<Store> DataDirectory::OpenWriter() const {
  return std::make_unique<SqliteStore>(state_->path, state_->box, state_->feed, &state_->ids);
}

}  // namespace ebbtide::store
