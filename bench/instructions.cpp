#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "calls.hpp"
#include "client/signed_call.hpp"
#include "gateway/flow_control.hpp"
#include "gateway/gateway.hpp"
#include "gateway/journal.hpp"
#include "service/import_order.hpp"
#include "support/platform.hpp"

/// `ebbtide_bench_instructions SCENARIO COUNT` answers so many calls without sockets, for
/// `instructions.mjs` to count its instructions. All that comes before the first call is the same
/// for every COUNT, and everything is the same in every run: clock, ids, orders, calls.
namespace ebbtide::bench {
namespace {

using Order = contract::order_record::Order;
using refund::PartyKind;

constexpr std::uint64_t kSeed = 1;
/// On as in a server, and never reached.
constexpr std::int64_t kNeverReached = 1'000'000;

struct Scenario {
  const char* name;
  const char* format;
  PartyKind caller_kind;
  const char* caller;
  Number orders;           ///< in the store
  Order (*order)(Number);  ///< by its index
  Number calls;            ///< different ones
  UnsignedCall (*call)(Number index);
  Number together;           ///< so many calls have come at a time
  bool kept;                 ///< answers are kept, and all have been given before
  bool once;                 ///< a call is good once only; else they go round
  std::string_view success;  ///< stands in an answer that says what was asked for
};

constexpr Number kOrders = 150;
constexpr Number kReads = 40;
constexpr Number kReadsTogether = 8;
constexpr Number kApplications = 240;

/// Places all over the store.
Number Spread(Number index) {
  constexpr Number kStride = 151;
  return index * kStride % kOrders;
}

UnsignedCall OrderStatus(Number index) { return StatusCall(TaobaoOrderNumber(Spread(index))); }

UnsignedCall TwentyRefunds(Number index) {
  std::vector<Number> indexes;
  for (Number i = 0; i < kTogether; ++i) indexes.push_back(Spread(index + i));
  return WdkRefundsCall(indexes);
}

UnsignedCall EppRefund(Number index) { return EppRefundCall(Spread(index)); }

constexpr std::array kScenarios{
    Scenario{"read-json", "json", PartyKind::kSeller, "BENCHT", kOrders, &TaobaoOrder, kReads,
             &OrderStatus, kReadsTogether, false, false, R"("status":"SUCCESS")"},
    Scenario{"read-xml", "xml", PartyKind::kSeller, "BENCHT", kOrders, &TaobaoOrder, kReads,
             &OrderStatus, kReadsTogether, false, false, "<status>SUCCESS</status>"},
    Scenario{"wdk-20", "json", PartyKind::kSeller, "BENCHW", kOrders, &WdkOrder, kReads,
             &TwentyRefunds, kReadsTogether, false, false, R"("total_number":20)"},
    Scenario{"epp", "json", PartyKind::kDistributor, "BENCHE", kOrders, &EppOrder, kReads,
             &EppRefund, kReadsTogether, false, false, R"("success":true)"},
    Scenario{"kept-json", "json", PartyKind::kSeller, "BENCHT", kOrders, &TaobaoOrder, kReads,
             &OrderStatus, kReadsTogether, true, false, R"("status":"SUCCESS")"},
    Scenario{"kept-wdk-20", "json", PartyKind::kSeller, "BENCHW", kOrders, &WdkOrder, kReads,
             &TwentyRefunds, kReadsTogether, true, false, R"("total_number":20)"},
    Scenario{"apply", "json", PartyKind::kSeller, "BENCHW", kApplications / kLinesOfFreshOrder,
             &FreshOrder, kApplications, &ApplicationCall, 1, false, true, R"("success":true)"},
};

/// A store with the orders of one scenario, and its calls, signed.
class Bench {
 public:
  explicit Bench(const Scenario& scenario)
      : scenario_(scenario),
        platform_(OptionsOf(scenario)),
        observer_({}, platform_.clock()),
        flow_({kNeverReached, kNeverReached, kNeverReached, kNeverReached}) {
    ImportOrders();
    SignCalls();
  }

  /// Throws when an answer is not the expected one.
  void Answer(Number count) {
    auto shared = platform_.shared();
    shared.observer = &observer_;
    shared.flow = &flow_;
    gateway::Gateway gateway(shared, platform_.directory().OpenReader(), kSeed);
    for (Number begin = 0; begin < count; begin += scenario_.together) {
      std::vector<std::promise<std::string>> answers(static_cast<std::size_t>(scenario_.together));
      gateway.Together([&] {
        for (Number i = 0; i < scenario_.together; ++i) {
          Handle(gateway, begin + i, answers[static_cast<std::size_t>(i)]);
        }
      });
      for (auto& answer : answers) Check(answer.get_future().get());
    }
    if (last_.find(scenario_.success) == std::string::npos) {
      throw std::runtime_error("not the expected answer: " + last_);
    }
  }

 private:
  static gateway::Options OptionsOf(const Scenario& scenario) {
    gateway::Options options;
    if (!scenario.kept) options.kept_answers_bytes = 0;
    return options;
  }

  void ImportOrders() {
    platform_.Write([&](store::Store& store) {
      service::OrderImporter importer(store, "bench", platform_.clock().Now());
      for (Number i = 0; i < scenario_.orders; ++i) importer.Import(scenario_.order(i)).value();
    });
  }

  void SignCalls() {
    const auto caller = scenario_.caller_kind == PartyKind::kSeller
                            ? platform_.AddUserApp(scenario_.caller_kind, scenario_.caller)
                            : platform_.AddBoundApp(scenario_.caller_kind, scenario_.caller);
    const top::CallOptions options{.format = scenario_.format};
    for (Number i = 0; i < scenario_.calls; ++i) {
      const auto call = scenario_.call(i);
      const top::SignedCall signed_call(call.method, {call.parameter}, caller, options,
                                        platform_.clock().Now());
      bodies_.push_back(signed_call.ToForm());
    }
  }

  void Handle(gateway::Gateway& gateway, Number number, std::promise<std::string>& answer) {
    const auto& body = bodies_[static_cast<std::size_t>(number % scenario_.calls)];
    gateway.Handle({.http_method = "POST",
                    .query = {},
                    .content_type = "application/x-www-form-urlencoded;charset=UTF-8",
                    .body = body,
                    .remote_address = "127.0.0.1"},
                   [&answer](gateway::Reply reply) { answer.set_value(std::move(reply.body)); });
  }

  /// The answers of a scenario are equally long; to look into each would be a part of the figures.
  void Check(std::string answer) {
    if (!last_.empty() && answer.size() != last_.size()) {
      throw std::runtime_error("an answer unlike those before: " + answer);
    }
    last_ = std::move(answer);
  }

  const Scenario& scenario_;
  test::Platform platform_;
  gateway::Observer observer_;
  gateway::FlowControl flow_;
  std::vector<std::string> bodies_;
  std::string last_;
};

const Scenario& ScenarioOf(std::string_view name) {
  std::string names;
  for (const auto& scenario : kScenarios) {
    if (scenario.name == name) return scenario;
    names.append(" ").append(scenario.name);
  }
  throw std::invalid_argument("the scenarios are" + names);
}

Number CountOf(std::string_view text, const Scenario& scenario) {
  Number count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc() || end != text.data() + text.size() || count <= 0 ||
      count % scenario.together != 0) {
    throw std::invalid_argument("COUNT must be a multiple of " + std::to_string(scenario.together));
  }
  if (scenario.once && count > scenario.calls) {
    throw std::invalid_argument("COUNT must be at most " + std::to_string(scenario.calls));
  }
  return count;
}

int Run(int argc, char** argv) {
  if (argc != 3) throw std::invalid_argument("usage: ebbtide_bench_instructions SCENARIO COUNT");
  const auto& scenario = ScenarioOf(argv[1]);
  const Number count = CountOf(argv[2], scenario);
  Bench(scenario).Answer(count);
  return 0;
}

}  // namespace
}  // namespace ebbtide::bench

int main(int argc, char** argv) {
  try {
    return ebbtide::bench::Run(argc, argv);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ebbtide_bench_instructions: %s\n", problem.what());
    return 1;
  }
}
