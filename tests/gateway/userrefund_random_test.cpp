#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "base/random.hpp"
#include "gateway/fixture.hpp"
#include "support/wares.hpp"

/// Random applications against a model that knows nothing but arithmetic.
namespace ebbtide::test {
namespace {

constexpr std::uint64_t kSeed = 20'240'301;
constexpr int kSteps = 600;
constexpr int kStepsBetweenChecks = 50;

struct ModelLine {
  std::string sku;
  std::int64_t milli_left;
  std::int64_t fen_left;
};

struct ModelOrder {
  bool refundable;
  std::int64_t fen_left;
  std::map<std::string, ModelLine> lines;
};

constexpr int kPlainOrders = 30;

std::string PlainOrder(int i) { return std::to_string(20'000 + 10 * i); }

/// The orders of `kWares` that matter, and as many again as one can refund for a while.
std::map<std::string, ModelOrder> Stock() {
  std::map<std::string, ModelOrder> stock{
      {"1000",
       {true,
        3500,
        {{"1001", {"A", 10'000, 1000}},
         {"1002", {"B", 3'000, 2000}},
         {"1003", {"FREE", 2'000, 0}}}}},
      {"1100", {true, 300, {{"1101", {"W", 1'500, 300}}}}},
      {"2000", {true, 100, {{"2001", {"A", 1'000, 100}}}}},
      {"3000", {false, 100, {{"3001", {"A", 1'000, 100}}}}},
      {"5000", {true, 100, {{"5001", {"A", 1'000, 100}}}}},
      {"9000", {true, 1'000'000'000'000, {{"9001", {"A", 1'000'000'000'000, 1'000'000'000'000}}}}}};
  for (int i = 0; i < kPlainOrders; ++i) {
    const std::string order = PlainOrder(i);
    stock[order] = {
        true, 1777, {{order + "1", {"P", 20'000, 1000}}, {order + "2", {"Q", 7'000, 777}}}};
  }
  return stock;
}

std::string PlainOrders() {
  std::string lines = kWares;
  for (int i = 0; i < kPlainOrders; ++i) {
    const std::string order = PlainOrder(i);
    lines += Join(R"({"channel":"wdk","seller":"shop","buyer":"b","shop_id":"S1",)",
                  R"("store_id":"T1","state":"paid","created":"2024-02-01 10:00:00",)",
                  R"("order_id":)", order, R"(,"payments":[{"channel_code":0,"paid_fen":700},)",
                  R"({"channel_code":6,"paid_fen":1},{"channel_code":20,"paid_fen":1076}],)",
                  R"("lines":[{"out_line_id":"1","sku_code":"P","quantity":"20",)",
                  R"("paid_fen":1000,"line_id":)", order, R"(1},{"out_line_id":"2",)",
                  R"("sku_code":"Q","quantity":"7","paid_fen":777,"line_id":)", order, "2}]}\n");
  }
  return lines;
}

enum class Outcome { kSuccess, kRefused, kInvalid };

/// What the merchant `shop` may have back of `kWares`.
class Model {
 public:
  Outcome Apply(const Application& application) {
    std::set<std::string> named;
    for (const auto& line : application.lines) {
      const bool in_bounds = line.pieces >= 1 && line.pieces <= 1'000'000'000 && line.fen >= 0 &&
                             line.fen <= 1'000'000'000'000;
      if (!in_bounds || !named.insert(line.line).second) {
        return Outcome::kInvalid;
      }
    }
    const std::string content = ContentOf(application);
    if (const auto known = granted_.find(application.key); known != granted_.end()) {
      return known->second == content ? Outcome::kSuccess : Outcome::kRefused;
    }
    const auto order = orders_.find(application.order);
    if (order == orders_.end() || application.shop != "S1") return Outcome::kRefused;
    ModelOrder after = order->second;
    for (const auto& line : application.lines) {
      if (!Take(line, after)) return Outcome::kRefused;
    }
    order->second = after;
    granted_[application.key] = content;
    return Outcome::kSuccess;
  }

  [[nodiscard]] const std::map<std::string, ModelOrder>& orders() const { return orders_; }

 private:
  static std::string ContentOf(Application application) {
    std::ranges::sort(application.lines, {}, &LineToRefund::line);
    return ToJson(application);
  }

  static bool Take(const LineToRefund& wanted, ModelOrder& order) {
    const auto found = order.lines.find(wanted.line);
    if (!order.refundable || found == order.lines.end()) return false;
    ModelLine& line = found->second;
    const bool fits = wanted.sku == line.sku && wanted.pieces * 1000 <= line.milli_left &&
                      wanted.fen <= line.fen_left && wanted.fen <= order.fen_left &&
                      (wanted.fen > 0 || line.fen_left == 0);
    if (!fits) return false;
    line.milli_left -= wanted.pieces * 1000;
    line.fen_left -= wanted.fen;
    order.fen_left -= wanted.fen;
    return true;
  }

  std::map<std::string, ModelOrder> orders_ = Stock();
  std::map<std::string, std::string> granted_;  // content by key
};

/// Applications that are right often enough, and wrong in every way now and then.
class Applicant {
 public:
  explicit Applicant(std::uint64_t seed) : random_(seed) {}

  Application Next(const Model& model) {
    if (!past_.empty() && OneIn(5)) return Again();
    Application made{.key = "key-" + std::to_string(Below(200)),
                     .order = Order(),
                     .shop = OneIn(30) ? "S2" : "S1",
                     .lines = {}};
    const auto known = model.orders().find(made.order);
    const auto count = 1 + Below(3);
    for (std::uint64_t i = 0; i < count; ++i) {
      made.lines.push_back(Line(known == model.orders().end() ? nullptr : &known->second));
    }
    past_.push_back(made);
    return made;
  }

 private:
  std::uint64_t Below(std::uint64_t limit) { return random_.Next() % limit; }
  bool OneIn(std::uint64_t count) { return Below(count) == 0; }
  std::string Pick(std::vector<std::string> from) { return from.at(Below(from.size())); }

  std::string Order() {
    if (OneIn(3)) return Pick({"1000", "1100", "2000", "3000", "5000", "7000", "9000"});
    return PlainOrder(static_cast<int>(Below(kPlainOrders)));
  }

  /// A former one: as it was, with its lines turned around, or changed.
  Application Again() {
    Application made = past_.at(Below(past_.size()));
    std::ranges::reverse(made.lines);
    if (OneIn(4)) made.memo = "changed";
    return made;
  }

  LineToRefund Line(const ModelOrder* order) {
    if (order == nullptr || OneIn(20)) return {Pick({"1001", "7001", "8001", "42"}), "A", 1, 1};
    auto line = order->lines.begin();
    std::advance(line, static_cast<std::ptrdiff_t>(Below(order->lines.size())));
    const auto& [number, left] = *line;
    const auto pieces_left = left.milli_left / 1000;
    const std::int64_t pieces[] = {1, 1, 1, 2, pieces_left, pieces_left + 1, 0};
    const std::int64_t fen[] = {1, 7, 100, left.fen_left / 3, left.fen_left, left.fen_left + 1, 0};
    return {number, OneIn(20) ? "other" : left.sku, pieces[Below(std::size(pieces))],
            fen[Below(std::size(fen))]};
  }

  SeededRandom random_;
  std::vector<Application> past_;
};

class UserrefundAtRandom : public GatewayTest {
 protected:
  UserrefundAtRandom() {
    platform_.Import(PlainOrders());
    app_ = platform_.AddSellerApp("shop");
  }

  Outcome Apply(const Application& application) {
    const std::string answer = Ask(app_, kUserrefund, ParamsOf(application));
    if (answer == R"({"api_result":{"success":true}})") return Outcome::kSuccess;
    if (answer.starts_with(R"({"api_result":{"success":false,"err_msg":")")) {
      return Outcome::kRefused;
    }
    EXPECT_EQ(ErrorOf(answer).substr(0, 3), "41 ");
    return Outcome::kInvalid;
  }

  void ExpectStoreLike(const Model& model) {
    std::map<std::string, std::string> stored;
    for (const auto& row :
         platform_.database().Run("SELECT line_id, (quantity_milli - refunded_milli) || ' ' || "
                                  "(paid_fen - refunded_fen) FROM order_line")) {
      stored[row.at(0)] = row.at(1);
    }
    for (const auto& [number, order] : model.orders()) {
      for (const auto& [line, left] : order.lines) {
        EXPECT_EQ(stored.at(line),
                  std::to_string(left.milli_left) + " " + std::to_string(left.fen_left))
            << "line " << line;
      }
    }
  }

  App app_;
};

TEST_F(UserrefundAtRandom, AgreesWithTheModel) {
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  Model model;
  Applicant applicant(kSeed);
  std::map<Outcome, int> outcomes;
  for (int step = 0; step < kSteps; ++step) {
    const Application application = applicant.Next(model);
    const Outcome expected = model.Apply(application);
    ASSERT_EQ(Apply(application), expected) << "step " << step << ": " << ToJson(application);
    ++outcomes[expected];
    if (step % kStepsBetweenChecks != 0) continue;
    ExpectStoreLike(model);
    ASSERT_THAT(platform_.Verify(), testing::IsEmpty()) << "step " << step;
  }
  ExpectStoreLike(model);
  for (const Outcome outcome : {Outcome::kSuccess, Outcome::kRefused, Outcome::kInvalid}) {
    EXPECT_GE(outcomes[outcome], kSteps / 10) << "the applications are too much alike";
  }
}

}  // namespace
}  // namespace ebbtide::test
