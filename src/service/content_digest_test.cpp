#include "service/content_digest.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ebbtide::service {
namespace {

struct Part {
  schema::String name;
  schema::Maybe<schema::Number> size;

  static constexpr auto Describe() {
    return schema::Object("Part", schema::Field<&Part::name>("A name."),
                          schema::Field<&Part::size>("A size."));
  }
};

struct Whole {
  schema::Maybe<schema::String> first;
  schema::Maybe<schema::String> second;
  schema::List<Part> parts;
  schema::Boolean done = false;
  schema::Date when;

  static constexpr auto Describe() {
    return schema::Object(
        "Whole", schema::Field<&Whole::first>("A text."), schema::Field<&Whole::second>("A text."),
        schema::Field<&Whole::parts>("Parts."), schema::Field<&Whole::done>("A flag."),
        schema::Field<&Whole::when>("A moment."));
  }
};

TEST(ContentDigest, TellsContentsApart) {
  const std::initializer_list<Whole> contents{{},
                                              {.first = "a"},
                                              {.second = "a"},
                                              {.first = ""},
                                              {.first = "a", .second = "b"},
                                              {.first = "a6:second=1:b"},
                                              {.first = "a\x01"},
                                              {.parts = {{}}},
                                              {.parts = {{}, {}}},
                                              {.parts = {{.name = "a"}, {.name = "b"}}},
                                              {.parts = {{.name = "b"}, {.name = "a"}}},
                                              {.parts = {{.name = "ab"}, {}}},
                                              {.parts = {{.name = "a", .size = 0}}},
                                              {.parts = {{.name = "a", .size = 1}}},
                                              {.parts = {{.name = "a", .size = 10}}},
                                              {.done = true},
                                              {.when = {1}}};
  std::set<std::string> digests;
  for (const auto& content : contents) {
    const std::string digest = ContentDigest(content);
    EXPECT_EQ(digest.size(), 64U);
    EXPECT_EQ(digest, ContentDigest(Whole(content)));
    digests.insert(digest);
  }
  EXPECT_EQ(digests.size(), contents.size());
}

}  // namespace
}  // namespace ebbtide::service
