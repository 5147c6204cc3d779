#include "gateway/kept_answers.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "service/registry.hpp"

/// The memory itself, without a gateway.
namespace ebbtide::gateway {
namespace {

constexpr std::size_t kMany = std::size_t{1} << 20U;

/// Says what it is told to.
class FakeChanges final : public store::Changes {
 public:
  [[nodiscard]] std::optional<store::Mark> Now() const override { return store::Mark{1}; }
  [[nodiscard]] bool AreUnchanged(std::span<const std::int64_t> numbers,
                                  store::Mark /*since*/) const override {
    return std::ranges::none_of(numbers, [&](auto number) { return changed.contains(number); });
  }
  std::set<std::int64_t> changed;
};

std::string NameOf(std::string_view form, const service::Caller& caller = {.app_key = "1"},
                   const protocol::Style& style = {},
                   std::string_view method = "taobao.refund.status.get") {
  schema::Parameters parameters;
  EXPECT_TRUE(parameters.AddUrlEncoded(form));
  return KeptAnswers::NameOf(*service::FindEndpoint(method), caller, style, parameters);
}

TEST(NameOfAnAnswer, IsOfTheQuestionAlone) {
  EXPECT_EQ(NameOf("app_key=1&query_param=7&timestamp=2024&sign=ab&session=x&method=m&v=2.0"),
            NameOf("app_key=1&query_param=7&timestamp=2025&sign=cd&session=y"));
}

TEST(NameOfAnAnswer, TellsQuestionsApart) {
  const service::Caller caller{.app_key = "1"};
  const std::set<std::string> names{
      NameOf("a=1"),
      NameOf("a=2"),
      NameOf("a=1&b="),
      NameOf("a1="),
      NameOf("b=1"),
      NameOf("a=1", {.app_key = "2"}),
      NameOf("a=1", {.app_key = "1", .user = {7}}),
      NameOf("a=1", caller, {.format = protocol::Format::kJson}),
      NameOf("a=1", caller, {.format = protocol::Format::kJson, .simplify = true}),
      NameOf("a=1", caller, {}, "taobao.epp.refund.get"),
  };
  EXPECT_EQ(names.size(), 10U);
}

TEST(KeptAnswersRoom, ComeBackWithTheirNewRequestId) {
  KeptAnswers kept(kMany);
  FakeChanges changes;
  EXPECT_FALSE(kept.Find("q", changes, "222222222222"));
  // The id's digits may stand in the answer, too: it is the last place that counts.
  kept.Keep("q", R"({"tid":111111111111,"request_id":"111111111111"})", "111111111111", {5}, {1});
  EXPECT_EQ(kept.Find("q", changes, "222222222222"),
            R"({"tid":111111111111,"request_id":"222222222222"})");
  EXPECT_EQ(kept.Find("q", changes, "333333333333"),
            R"({"tid":111111111111,"request_id":"333333333333"})");
  EXPECT_FALSE(kept.Find("Q", changes, "222222222222"));
}

TEST(KeptAnswersRoom, AreGoneWhenWhatTheyShowHasChanged) {
  KeptAnswers kept(kMany);
  FakeChanges changes;
  kept.Keep("q", "1 id", "id", {5, 6}, {1});
  kept.Keep("r", "2 id", "id", {7}, {1});
  changes.changed = {6};
  EXPECT_FALSE(kept.Find("q", changes, "di"));
  EXPECT_EQ(kept.Find("r", changes, "di"), "2 di");
  changes.changed.clear();
  kept.Keep("q", "3 id", "id", {5, 6}, {1});
  EXPECT_EQ(kept.Find("q", changes, "di"), "3 di");
}

TEST(KeptAnswersRoom, TakeNoMoreThanTheirRoom) {
  constexpr int kAnswers = 10'000;
  constexpr std::size_t kBytesOfEach = 500;
  constexpr std::size_t kRoom = 100 * kBytesOfEach;
  KeptAnswers kept(kRoom);
  FakeChanges changes;
  const std::string body = std::string(kBytesOfEach - 2, '.') + "id";
  kept.Keep("asked again and again", body, "id", {1}, {1});
  for (int i = 0; i < kAnswers; ++i) {
    kept.Keep(std::to_string(i), body, "id", {1}, {1});
    EXPECT_TRUE(kept.Find("asked again and again", changes, "id"));
  }
  std::size_t bytes = 0;
  for (int i = 0; i < kAnswers; ++i) {
    if (kept.Find(std::to_string(i), changes, "id")) bytes += kBytesOfEach;
  }
  EXPECT_GT(bytes, kRoom / 3);
  EXPECT_LT(bytes, kRoom);
  EXPECT_TRUE(kept.Find(std::to_string(kAnswers - 1), changes, "id"));
}

TEST(KeptAnswersRoom, IsForTheLastAnswerToAQuestion) {
  constexpr std::size_t kRoom = 2'000;
  KeptAnswers kept(kRoom);
  FakeChanges changes;
  const std::string body(100, '.');
  kept.Keep("other", body + "id", "id", {1}, {1});
  for (int i = 0; i < 100; ++i) kept.Keep("q", body + std::to_string(i) + "id", "id", {1}, {1});
  EXPECT_EQ(kept.Find("q", changes, "id"), body + "99id");
  EXPECT_TRUE(kept.Find("other", changes, "id"));
}

TEST(KeptAnswersRoom, HasNoneForAnAnswerThatIsLarger) {
  constexpr std::size_t kRoom = 1'000;
  KeptAnswers kept(kRoom);
  FakeChanges changes;
  kept.Keep("q", std::string(kRoom, '.') + "id", "id", {1}, {1});
  EXPECT_FALSE(kept.Find("q", changes, "id"));
  kept.Keep("q", "id", "id", {1}, {1});
  EXPECT_TRUE(kept.Find("q", changes, "id"));
}

}  // namespace
}  // namespace ebbtide::gateway
