#include "store/sql/prepared.hpp"

#include <string_view>

#include <gmock/gmock.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace ebbtide::store::sql {
namespace {

using testing::ElementsAre;

/// Three rows, of which the second has nothing.
struct SelectViews {
  static constexpr const char* kSql =
      "SELECT number, text FROM (SELECT 1 AS place, 7 AS number, 'seven' AS text "
      "UNION ALL SELECT 2, NULL, NULL UNION ALL SELECT 3, 9, '') ORDER BY place";
  std::int64_t number = 0;
  std::string_view text;
  void Bind(Binder& binder) { binder.Out(number, text); }
};

TEST(Prepared, ShowsTextWhereItIsWhileARowIsRead) {
  soci::session session(soci::sqlite3, ":memory:");
  Prepared<SelectViews> select(session);
  std::vector<std::pair<std::int64_t, std::string>> rows;
  select.Each([&] { rows.emplace_back(select->number, select->text); });
  EXPECT_THAT(rows, ElementsAre(std::pair(7, "seven"), std::pair(0, ""), std::pair(9, "")));
}

TEST(Prepared, GivesNoViewOfARowThatIsGone) {
  soci::session session(soci::sqlite3, ":memory:");
  Prepared<SelectViews> select(session);
  EXPECT_THROW(select.One(), std::logic_error);
}

}  // namespace
}  // namespace ebbtide::store::sql
