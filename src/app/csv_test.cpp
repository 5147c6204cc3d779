#include "app/csv.hpp"

#include <sstream>

#include <gmock/gmock.h>

namespace ebbtide::app {
namespace {

using testing::ElementsAre;

std::vector<CsvRow> ReadAll(const std::string& text) {
  std::istringstream input(text);
  CsvReader reader(input);
  std::vector<CsvRow> rows;
  while (auto row = reader.Next()) rows.push_back(std::move(*row));
  return rows;
}

TEST(CsvReader, ReadsPlainAndQuotedCells) {
  const auto rows = ReadAll("a,b,c\r\n1,\"x, y\",\"say \"\"hi\"\"\"\n,,\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_THAT(rows[0].cells, ElementsAre("a", "b", "c"));
  EXPECT_THAT(rows[1].cells, ElementsAre("1", "x, y", "say \"hi\""));
  EXPECT_THAT(rows[2].cells, ElementsAre("", "", ""));
}

TEST(CsvReader, CountsLinesThroughBreaksInsideQuotes) {
  const auto rows = ReadAll("h\n\"two\nlines\"\n\nlast");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].line, 2);
  EXPECT_THAT(rows[1].cells, ElementsAre("two\nlines"));
  EXPECT_EQ(rows[2].line, 5) << "the empty line counts and is passed over";
  EXPECT_THAT(rows[2].cells, ElementsAre("last"));
}

TEST(CsvReader, PassesOverAByteOrderMark) {
  EXPECT_THAT(ReadAll("\xEF\xBB\xBFname\n").front().cells, ElementsAre("name"));
}

TEST(CsvReader, EndsAnOpenQuoteAtTheEnd) {
  EXPECT_THAT(ReadAll("\"open,\n").front().cells, ElementsAre("open,\n"));
}

TEST(CsvReader, HasNothingToSayOfAnEmptyFile) { EXPECT_TRUE(ReadAll("").empty()); }

TEST(CsvQuoted, ComesBackAsItWas) {
  for (const std::string cell : {"plain", "a,b", "say \"hi\"", "two\nlines", ""}) {
    EXPECT_THAT(ReadAll("x," + CsvQuoted(cell) + "\n").front().cells, ElementsAre("x", cell));
  }
}

}  // namespace
}  // namespace ebbtide::app
