#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>

#include <soci/soci.h>

/// Included by the .cpp files of this folder only: SOCI's headers are heavy.
namespace ebbtide::store::sql {

/// Collects the variables of a statement, in the order of its placeholders and columns.
class Binder {
 public:
  explicit Binder(soci::statement& statement) : statement_(statement) {}

  template <class... T>
  Binder& In(T&... values) {
    (statement_.exchange(soci::use(values)), ...);
    return *this;
  }
  template <class... T>
  Binder& Out(T&... values) {
    (statement_.exchange(soci::into(values)), ...);
    return *this;
  }

  /// All members of a row (see rows.hpp), in their order.
  template <class Row>
  Binder& InRow(Row& row) {
    return std::apply([this](auto&... members) -> Binder& { return In(members...); },
                      row.Members());
  }
  template <class Row>
  Binder& OutRow(Row& row) {
    return std::apply([this](auto&... members) -> Binder& { return Out(members...); },
                      row.Members());
  }

 private:
  soci::statement& statement_;
};

/// A statement that is prepared at its first use and kept. `Variables` has the text as `kSql`, the
/// variables as members, and says in `Bind(Binder&)` which are columns and which placeholders:
/// set the members, run, read the members.
template <class Variables>
class Prepared {
 public:
  explicit Prepared(soci::session& session) : session_(session) {}
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  Variables* operator->() { return &variables_; }

  /// Runs a query of at most one row; whether there was one.
  bool One() {
    return Run([](soci::statement& statement) {
      statement.execute();
      const bool found = statement.fetch();
      if (found && statement.fetch()) throw std::logic_error("more than one row");
      return found;
    });
  }

  /// Runs a query and calls `row` after each row has been read into the variables.
  template <class Row>
  void Each(Row row) {
    Run([&](soci::statement& statement) {
      statement.execute();
      while (statement.fetch()) row();
    });
  }

  /// Runs a write and gives the number of rows that it touched.
  long long Change() {
    return Run([](soci::statement& statement) {
      statement.execute(true);
      return statement.get_affected_rows();
    });
  }

 private:
  /// Queries are read to their end, and a statement that failed is made anew at its next use: one
  /// that stops half-way holds its snapshot, so that all later reads would be of that moment.
  template <class Use>
  auto Run(Use use) {
    try {
      return use(Ready());
    } catch (...) {
      statement_.reset();
      throw;
    }
  }

  soci::statement& Ready() {
    if (!statement_) {
      auto statement = std::make_unique<soci::statement>(session_);
      statement->alloc();
      statement->prepare(Variables::kSql);
      Binder binder(*statement);
      variables_.Bind(binder);
      statement->define_and_bind();
      statement_ = std::move(statement);
    }
    return *statement_;
  }

  soci::session& session_;
  Variables variables_;
  std::unique_ptr<soci::statement> statement_;
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
