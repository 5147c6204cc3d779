#include "schema/markdown.hpp"

#include <gtest/gtest.h>

#include "schema/testing.hpp"

namespace ebbtide::schema {
namespace {

TEST(Markdown, WritesARowForEachFieldWithItsRules) {
  std::string out = "before\n";
  WriteFieldTable(kType<sample::Item>, TableOf::kRequest, out);
  EXPECT_EQ(out,
            "before\n"
            "| field | type | rules | example | meaning |\n"
            "|-|-|-|-|-|\n"
            "| `sku` | String | required | `S1` | What. |\n"
            "| `quantity` | Number | min 1; max 9 | `2` | How many. |\n"
            "| `memo` | String | max 6 bytes |  | Words \\| more. |\n"
            "| `flag` | Boolean |  | `true` | Whether. |\n"
            "| `at` | Date |  | `2024-02-19 13:05:58` | When. |\n"
            "| `colours[]` | String[] | max 2 items; one of red, blue | `red` | Colours. |\n"
            "| `table[]` | Number[][] | max 2 items |  | Rows of numbers. |\n");
}

struct Leaf {
  Number id = 0;
  static constexpr auto Describe() { return Object("LeafDO", Field<&Leaf::id>("Id.")); }
};

struct Tree {
  List<Leaf> leaves;
  Leaf root;
  static constexpr auto Describe() {
    return Object("TreeDO", Field<&Tree::leaves>("Ends.", {.max_items = 5}),
                  Field<&Tree::root>("Start."));
  }
};

TEST(Markdown, WritesNestedFieldsUnderTheirPath) {
  std::string out;
  WriteFieldTable(kType<Tree>, TableOf::kResponse, out);
  EXPECT_EQ(out,
            "| field | type | example | meaning |\n"
            "|-|-|-|-|\n"
            "| `leaves[]` | LeafDO[] |  | Ends. |\n"
            "| `leaves[].id` | Number |  | Id. |\n"
            "| `root` | LeafDO |  | Start. |\n"
            "| `root.id` | Number |  | Id. |\n");
}

struct Upload {
  Bytes picture;
  List<Leaf> leaves;
  static constexpr auto Describe() {
    return Object("UploadRequest",
                  Field<&Upload::picture>("File.", {.required = true, .max_bytes = 500}),
                  Field<&Upload::leaves>("Ends.", {.max_items = 5, .one_or_many = true}));
  }
};

TEST(Markdown, ShowsFilesAndListsThatMayBeOneObject) {
  std::string out;
  WriteFieldTable(kType<Upload>, TableOf::kRequest, out);
  EXPECT_EQ(out,
            "| field | type | rules | example | meaning |\n"
            "|-|-|-|-|-|\n"
            "| `picture` | byte[] | required; max 500 bytes |  | File. |\n"
            "| `leaves[]` | LeafDO[] | a single object will do; max 5 items |  | Ends. |\n"
            "| `leaves[].id` | Number |  |  | Id. |\n");
}

}  // namespace
}  // namespace ebbtide::schema
