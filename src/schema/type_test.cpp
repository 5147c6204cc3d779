#include "schema/type.hpp"

#include <gmock/gmock.h>

namespace ebbtide::schema {
namespace {

using testing::ElementsAre;

struct RefundProofPictureDTO {
  String url;
  Maybe<Number> position_2;

  static constexpr auto Describe() {
    return Object("RefundProofPictureDTO",
                  Field<&RefundProofPictureDTO::url>("Where it is.", {.example = "http://a"}),
                  Field<&RefundProofPictureDTO::position_2>("Its place."));
  }
};

struct Page {
  List<RefundProofPictureDTO> pictures;
  List<List<Number>> table;
  RefundProofPictureDTO cover;
  Maybe<Boolean> last;
  Date made;

  static constexpr auto Describe() {
    return Object("Page", Field<&Page::pictures>("All.", {.required = true, .max_items = 3}),
                  Field<&Page::table>("Rows."), Field<&Page::cover>("One of them."),
                  Field<&Page::last>("Whether more follow."), Field<&Page::made>("When."));
  }
};

constexpr const Type& kPage = kType<Page>;

TEST(Type, TakesFieldNamesFromTheMembersInDescribedOrder) {
  std::vector<std::string_view> names;
  for (const auto& field : kPage.fields) names.push_back(field.name);
  EXPECT_THAT(names, ElementsAre("pictures", "table", "cover", "last", "made"));
  EXPECT_EQ(kType<RefundProofPictureDTO>.fields[1].name, "position_2");
}

TEST(Type, KeepsDocumentationAndRules) {
  const FieldInfo& pictures = kPage.fields[0];
  EXPECT_EQ(pictures.doc, "All.");
  EXPECT_TRUE(pictures.rules.required);
  EXPECT_EQ(pictures.rules.max_items, 3U);
  EXPECT_EQ(pictures.rules.max_bytes, kNoLimit);
  EXPECT_EQ(kType<RefundProofPictureDTO>.fields[0].rules.example, "http://a");
}

TEST(Type, KnowsTheKindOfEveryMember) {
  std::vector<Kind> kinds;
  for (const auto& field : kPage.fields) kinds.push_back(field.type->kind);
  EXPECT_THAT(kinds,
              ElementsAre(Kind::kList, Kind::kList, Kind::kObject, Kind::kBoolean, Kind::kDate));
  EXPECT_EQ(kPage.fields[1].type->item->item, &kType<Number>);
}

/// The second table of top-protocol 6.1, and its examples.
TEST(Type, NamesListItemsAsTheGatewayDoes) {
  struct Name {
    std::string_view type;
    std::string_view tag;
  };
  constexpr Name kNames[] = {
      {"OrderSyncRefundDto", "order_sync_refund_dto"},
      {"RefundProofPictureDTO", "refund_proof_picture_d_t_o"},
      {"OkkiAllRefundByOrderItemItemDto", "okki_all_refund_by_order_item_item_dto"},
      {"CombineSubItemDO", "combine_sub_item_d_o"},
      {"refund", "refund"},
      {"Item2_b", "item2_b"}};
  for (const auto& [type, wanted] : kNames) {
    const auto tag = detail::TagOf(type);
    EXPECT_EQ(std::string_view(tag.text.data(), tag.size), wanted);
  }
  EXPECT_EQ(kType<RefundProofPictureDTO>.tag, "refund_proof_picture_d_t_o");
  EXPECT_EQ(kType<String>.tag, "string");
  EXPECT_EQ(kType<Number>.tag, "number");
  EXPECT_EQ(kType<Boolean>.tag, "boolean");
  EXPECT_EQ(kType<Date>.tag, "date");
}

TEST(Type, ReachesMembersThroughTheTable) {
  Page page;
  const FieldInfo& last = kPage.fields[3];
  EXPECT_EQ(last.get(&page), nullptr);
  *static_cast<Boolean*>(last.emplace(&page)) = true;
  EXPECT_EQ(page.last, true);
  EXPECT_EQ(last.get(&page), &*page.last);
  last.reset(&page);
  EXPECT_FALSE(page.last);

  const FieldInfo& pictures = kPage.fields[0];
  EXPECT_EQ(pictures.reset, nullptr);
  void* const list = pictures.emplace(&page);
  auto* const picture = static_cast<RefundProofPictureDTO*>(pictures.type->append(list));
  picture->url = "http://b";
  ASSERT_EQ(pictures.type->size(list), 1U);
  EXPECT_EQ(pictures.type->at(list, 0), &page.pictures[0]);
  EXPECT_EQ(page.pictures[0].url, "http://b");
}

}  // namespace
}  // namespace ebbtide::schema
