#include "app/order_source.hpp"

#include <sstream>
#include <stdexcept>

#include <gmock/gmock.h>

namespace ebbtide::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Everything {
  std::vector<SourceOrder> orders;
  std::vector<Rejection> rejections;
};

Everything ReadAll(OrderSource& source) {
  Everything all;
  for (SourceOrder order; source.Next(order, all.rejections);) all.orders.push_back(order);
  return all;
}

ImportArguments CsvArguments() {
  ImportArguments arguments;
  arguments.map = "order=no,sku=sku,quantity=q,price=p,buyer=who,time=at,title=what";
  arguments.seller = "S";
  arguments.channel = "taobao";
  return arguments;
}

Everything ReadCsv(const std::string& rows, const ImportArguments& arguments = CsvArguments()) {
  std::istringstream input("no,sku,q,p,who,at,what\n" + rows);
  return ReadAll(*MakeCsvSource(input, arguments));
}

TEST(CsvSource, GathersTheRowsOfAnOrder) {
  const auto all = ReadCsv(
      "A,s1,6,2.55,w,2010-12-01 08:26:00,\"cup, blue\"\n"
      "A,s1,1.5,0.01,w,2010-12-01 08:26:00,\n"
      "B,s2,2,0.00,,2010-12-01 08:30:00,gift\n");
  EXPECT_THAT(all.rejections, IsEmpty());
  ASSERT_EQ(all.orders.size(), 2U);
  const auto& first = all.orders[0].record;
  EXPECT_EQ(first.out_order_id, "A");
  EXPECT_EQ(first.buyer, "w");
  EXPECT_EQ(ToWireTime(first.created), "2010-12-01 08:26:00");
  EXPECT_THAT(all.orders[0].lines, ElementsAre(2, 3));
  ASSERT_EQ(first.lines.size(), 2U);
  EXPECT_EQ(first.lines[0].out_line_id, "A_1");
  EXPECT_EQ(first.lines[0].title, "cup, blue");
  EXPECT_EQ(first.lines[0].price_fen, 255);
  EXPECT_EQ(first.lines[0].paid_fen, 1530);
  EXPECT_EQ(first.lines[1].out_line_id, "A_2");
  EXPECT_EQ(first.lines[1].paid_fen, 2) << "half a fen is rounded up";
  EXPECT_EQ(all.orders[1].record.buyer, "");
}

TEST(CsvSource, RejectsRowsWithLineAndReason) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"A,s,-8,1.00,w,2010-12-01 08:26:00,x", "not above 0"},
      {"A,s,1,-1.00,w,2010-12-01 08:26:00,x", "negative"},
      {"A,,1,1.00,w,2010-12-01 08:26:00,x", "no sku"},
      {",s,1,1.00,w,2010-12-01 08:26:00,x", "no order number"},
      {"A,s,1,1.234,w,2010-12-01 08:26:00,x", "at most two"},
      {"A,s,many,1.00,w,2010-12-01 08:26:00,x", "at most three"},
      {"A,s,1,1.00,w,yesterday,x", "time is not"},
      {"A,s,1,1.00", "has 4 cells"},
      {"A,s,1,1.00,w,2010-12-01 08:26:00,\xFF", "not UTF-8"},
      {"A,s,999999999999,9999999999.00,w,2010-12-01 08:26:00,x", "too large"}};
  for (const auto& [row, reason] : cases) {
    const auto all = ReadCsv(row + "\nB,s,1,1.00,w,2010-12-01 08:26:00,good\n");
    ASSERT_EQ(all.rejections.size(), 1U) << row;
    EXPECT_EQ(all.rejections[0].line, 2);
    EXPECT_THAT(all.rejections[0].reason, HasSubstr(reason));
    ASSERT_EQ(all.orders.size(), 1U) << "the rest goes in";
    EXPECT_EQ(all.orders[0].record.out_order_id, "B");
  }
}

TEST(CsvSource, TakesAnOrderWholeOrNotAtAll) {
  const auto all = ReadCsv(
      "A,s1,1,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s2,0,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s3,1,1.00,v,2010-12-01 08:26:00,x\n");
  EXPECT_THAT(all.orders, IsEmpty());
  ASSERT_EQ(all.rejections.size(), 3U);
  EXPECT_THAT(all.rejections[0].reason, HasSubstr("line 3 of the same order"));
  EXPECT_THAT(all.rejections[1].reason, HasSubstr("not above 0"));
  EXPECT_THAT(all.rejections[2].reason, HasSubstr("two buyers: w and v"));
}

TEST(CsvSource, RejectsOrdersWhoseRowsDoNotStandTogether) {
  const auto all = ReadCsv(
      "A,s1,1,1.00,w,2010-12-01 08:26:00,x\n"
      "B,s1,1,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s2,1,1.00,w,2010-12-01 08:26:00,x\n");
  ASSERT_EQ(all.orders.size(), 1U);
  EXPECT_EQ(all.orders[0].record.out_order_id, "B");
  ASSERT_EQ(all.rejections.size(), 2U);
  for (const auto& rejection : all.rejections) {
    EXPECT_THAT(rejection.reason, HasSubstr("sort the file by order"));
  }
}

TEST(CsvSource, SaysWhatIsWrongWithTheMap) {
  const auto problem = [](const std::string& map, const std::string& seller) {
    auto arguments = CsvArguments();
    arguments.map = map;
    arguments.seller = seller;
    try {
      ReadCsv("", arguments);
    } catch (const std::invalid_argument& what) {
      return std::string(what.what());
    }
    return std::string();
  };
  const std::string good = "order=no,sku=sku,quantity=q,price=p,time=at";
  EXPECT_EQ(problem(good, "S"), "");
  EXPECT_THAT(problem(good, ""), HasSubstr("--seller"));
  EXPECT_THAT(problem("order=no,sku=sku,quantity=q", "S"), HasSubstr("lacks price"));
  EXPECT_THAT(problem(good + ",buyer=whom", "S"), HasSubstr("no column 'whom'"));
  EXPECT_THAT(problem(good + ",colour=p", "S"), HasSubstr("'colour=p'"));
  EXPECT_THAT(problem(good + ",order=sku", "S"), HasSubstr("order stands twice"));
}

TEST(NdjsonSource, ReadsOrdersAndRejectsLines) {
  std::istringstream input(
      "{\"channel\":\"epp\",\"out_order_id\":\"A\",\"seller\":\"S\",\"buyer\":\"1\","
      "\"state\":\"paid\",\"created\":\"2024-02-19 13:05:58\","
      "\"lines\":[{\"out_line_id\":\"1\",\"sku_code\":\"s\",\"quantity\":\"1\","
      "\"paid_fen\":5}]}\n"
      "\n"
      "{not json\n"
      "{\"channel\":\"epp\",\"out_order_id\":\"B\"}\n");
  const auto source = MakeNdjsonSource(input);
  const auto all = ReadAll(*source);
  ASSERT_EQ(all.orders.size(), 1U);
  EXPECT_EQ(all.orders[0].record.lines.at(0).paid_fen, 5);
  ASSERT_EQ(all.rejections.size(), 2U);
  EXPECT_EQ(all.rejections[0].line, 3);
  EXPECT_THAT(all.rejections[0].reason, HasSubstr("not valid JSON"));
  EXPECT_EQ(all.rejections[1].line, 4);
  EXPECT_EQ(all.rejections[1].order, "B");
  EXPECT_THAT(all.rejections[1].reason, HasSubstr("is required"));
}

TEST(NdjsonSource, KnowsACsvFileWhenItSeesOne) {
  std::istringstream input("InvoiceNo,StockCode\n1,2\n");
  const auto source = MakeNdjsonSource(input);
  EXPECT_THROW(ReadAll(*source), std::invalid_argument);
}

}  // namespace
}  // namespace ebbtide::app
