#include "store/sql/prepared.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace ebbtide::store::sql {
namespace {

sqlite_api::sqlite3* ConnectionOf(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

/// Good until the statement goes on.
std::string_view TextOf(sqlite_api::sqlite3_stmt* handle, int column) {
  const auto size = static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(handle, column));
  if (size == 0) return "";  // most texts are, and so is NULL
  return {reinterpret_cast<const char*>(sqlite_api::sqlite3_column_text(handle, column)), size};
}

}  // namespace

Statement::~Statement() { sqlite_api::sqlite3_finalize(handle_); }

void Statement::Fail() const {
  throw std::runtime_error(std::string(sqlite_api::sqlite3_errmsg(ConnectionOf(session_))) +
                           " while running: " + text_);
}

void Statement::Prepare(const Binder& binder) {
  if (handle_ != nullptr) return;
  constexpr unsigned kUsedOften = SQLITE_PREPARE_PERSISTENT;
  if (sqlite_api::sqlite3_prepare_v3(ConnectionOf(session_), text_, -1, kUsedOften, &handle_,
                                     nullptr) != SQLITE_OK) {
    Fail();
  }
  const auto placeholders =
      static_cast<std::size_t>(sqlite_api::sqlite3_bind_parameter_count(handle_));
  const auto columns = static_cast<std::size_t>(sqlite_api::sqlite3_column_count(handle_));
  if (binder.in().size() != placeholders || binder.out().size() != columns) {
    throw std::logic_error(std::string("variables and text do not fit together: ") + text_);
  }
}

Statement::Run::Run(Statement& statement, const Binder& binder)
    : statement_(statement), binder_(binder) {
  statement.Prepare(binder);
  int place = 0;
  for (const auto& variable : binder.in()) {
    ++place;
    if (const auto* const number = std::get_if<std::int64_t*>(&variable)) {
      sqlite_api::sqlite3_bind_int64(statement.handle_, place, **number);
    } else {
      // The variable stays as it is until the run ends.
      const std::string& text = *std::get<std::string*>(variable);
      sqlite_api::sqlite3_bind_text(statement.handle_, place, text.data(),
                                    static_cast<int>(text.size()), nullptr);
    }
  }
}

Statement::Run::~Run() { sqlite_api::sqlite3_reset(statement_.handle_); }

bool Statement::Run::Next() {
  auto* const handle = statement_.handle_;
  const int outcome = sqlite_api::sqlite3_step(handle);
  if (outcome == SQLITE_DONE) return false;
  if (outcome != SQLITE_ROW) statement_.Fail();
  int column = 0;
  for (const auto& variable : binder_.out()) {
    if (const auto* const number = std::get_if<std::int64_t*>(&variable)) {
      **number = sqlite_api::sqlite3_column_int64(handle, column);
    } else if (const auto* const owned = std::get_if<std::string*>(&variable)) {
      (*owned)->assign(TextOf(handle, column));
    } else {
      *std::get<std::string_view*>(variable) = TextOf(handle, column);
    }
    ++column;
  }
  return true;
}

std::int64_t Statement::Run::Changed() const {
  return sqlite_api::sqlite3_changes(ConnectionOf(statement_.session_));
}

}  // namespace ebbtide::store::sql
