#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include <soci/soci.h>

namespace sqlite_api {
struct sqlite3_stmt;
}

/// Statements that are prepared once and run often. They speak to SQLite itself: SOCI, which opens
/// the connection and runs what is rare, takes ten times as long for a row as SQLite does.
namespace ebbtide::store::sql {

/// Collects the variables of a statement, in the order of its placeholders and columns.
class Binder {
 public:
  /// A number and a text are all there is: NULL, which only outer joins give, is 0 and "".
  using Variable = std::variant<std::int64_t*, std::string*>;
  /// A view of a text is good until the next row is read, and so for `Each` only.
  using Column = std::variant<std::int64_t*, std::string*, std::string_view*>;

  template <class... T>
  Binder& In(T&... values) {
    (in_.emplace_back(&values), ...);
    return *this;
  }
  template <class... T>
  Binder& Out(T&... values) {
    (out_.emplace_back(&values), ...);
    has_views_ |= (std::is_same_v<T, std::string_view> || ...);
    return *this;
  }

  /// All members of a row (see rows.hpp), in their order.
  template <class Row>
  Binder& InRow(Row& row) {
    return std::apply([this](auto&... members) -> Binder& { return this->In(members...); },
                      row.Members());
  }
  template <class Row>
  Binder& OutRow(Row& row) {
    return std::apply([this](auto&... members) -> Binder& { return this->Out(members...); },
                      row.Members());
  }

  [[nodiscard]] const std::vector<Variable>& in() const { return in_; }
  [[nodiscard]] const std::vector<Column>& out() const { return out_; }
  [[nodiscard]] bool has_views() const { return has_views_; }

 private:
  std::vector<Variable> in_;
  std::vector<Column> out_;
  bool has_views_ = false;
};

/// A statement of one connection, prepared at its first run.
class Statement {
 public:
  Statement(soci::session& session, const char* text) : session_(session), text_(text) {}
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// One run: binds when it begins, and always ends, also by an exception: a statement that stops
  /// half-way holds its snapshot, so that all later reads would be of that moment.
  class Run {
   public:
    Run(Statement& statement, const Binder& binder);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Reads the next row into the variables; false when there is none. Throws
    /// std::runtime_error.
    bool Next();
    /// The number of rows that a write touched.
    [[nodiscard]] std::int64_t Changed() const;

   private:
    Statement& statement_;
    const Binder& binder_;
  };

 private:
  void Prepare(const Binder& binder);
  [[noreturn]] void Fail() const;

  soci::session& session_;
  const char* text_;
  sqlite_api::sqlite3_stmt* handle_ = nullptr;
};

/// A statement with its variables. `Variables` has the text as `kSql`, the variables as members,
/// and says in `Bind(Binder&)` which are columns and which placeholders: set the members, run, read
/// the members.
template <class Variables>
class Prepared {
 public:
  explicit Prepared(soci::session& session) : statement_(session, Variables::kSql) {
    variables_.Bind(binder_);
  }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  Variables* operator->() { return &variables_; }

  /// Runs a query of at most one row; whether there was one.
  bool One() {
    if (binder_.has_views()) throw std::logic_error("views of a row that is gone");
    Statement::Run run(statement_, binder_);
    const bool found = run.Next();
    if (found && run.Next()) throw std::logic_error("more than one row");
    return found;
  }

  /// Runs a query and calls `row` after each row has been read into the variables.
  template <class Row>
  void Each(Row row) {
    Statement::Run run(statement_, binder_);
    while (run.Next()) row();
  }

  /// Runs a write and gives the number of rows that it touched.
  std::int64_t Change() {
    Statement::Run run(statement_, binder_);
    run.Next();
    return run.Changed();
  }

 private:
  Variables variables_;
  Binder binder_;
  Statement statement_;
};

/// A write that must be of exactly one row, or something is broken.
template <class Variables>
void ChangeOne(Prepared<Variables>& write) {
  if (write.Change() != 1) {
    throw std::runtime_error(std::string("a write did not touch its one row: ") + Variables::kSql);
  }
}

/// When a row of a change list ends that is the present one; as the migrations have it.
inline constexpr std::int64_t kForEver = 9'007'199'254'740'991;

}  // namespace ebbtide::store::sql
