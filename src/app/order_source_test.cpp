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

TEST(CsvSource, RejectsRowsWithLineAndReasonAndTakesTheRest) {
  const auto all = ReadCsv(
      "A,s,-8,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s,1,-1.00,w,2010-12-01 08:26:00,x\n"
      "A,,1,1.00,w,2010-12-01 08:26:00,x\n"
      ",s,1,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s,1,1.234,w,2010-12-01 08:26:00,x\n"
      "A,s,many,1.00,w,2010-12-01 08:26:00,x\n"
      "A,s,1,1.00,w,yesterday,x\n"
      "A,s,1,1.00\n"
      "A,s,1,1.00,w,2010-12-01 08:26:00,\xFF\n"
      "A,s,999999999999,9999999999.00,w,2010-12-01 08:26:00,x\n"
      "A,s,1,1.00,w,2010-12-01 08:26:00,good\n");
  ASSERT_EQ(all.orders.size(), 1U);
  EXPECT_THAT(all.orders[0].lines, ElementsAre(12));
  EXPECT_EQ(all.orders[0].record.lines[0].out_line_id, "A_1");
  const std::vector<std::string> reasons{
      "not above 0",   "negative",    "no sku",      "no order number", "at most two",
      "at most three", "time is not", "has 4 cells", "not UTF-8",       "too large"};
  ASSERT_EQ(all.rejections.size(), reasons.size());
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_EQ(all.rejections[i].line, static_cast<std::int64_t>(i) + 2);
    EXPECT_THAT(all.rejections[i].reason, HasSubstr(reasons[i]));
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
  const std::string good = "order=no,sku=sku,quantity=q,price=p";
  EXPECT_EQ(problem(good, "S"), "");
  EXPECT_THAT(problem(good, ""), HasSubstr("--seller"));
  EXPECT_THAT(problem("order=no,sku=sku,quantity=q", "S"), HasSubstr("lacks price"));
  EXPECT_THAT(problem(good + ",buyer=whom", "S"), HasSubstr("no column 'whom'"));
  EXPECT_THAT(problem(good + ",colour=p", "S"), HasSubstr("'colour=p'"));
}

TEST(NdjsonSource, ReadsOrdersAndRejectsLines) {
  std::istringstream input(
      "{\"channel\":\"epp\",\"out_order_id\":\"A\",\"seller\":\"S\",\"buyer\":\"1\","
      "\"state\":\"paid\",\"created\":\"2024-02-19 13:05:58\","
      "\"lines\":[{\"out_line_id\":\"1\",\"sku_code\":\"s\",\"quantity\":\"1\","
      "\"paid_fen\":5}]}\n"
      "\n"
      "not json\n"
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

}  // namespace
}  // namespace ebbtide::app
