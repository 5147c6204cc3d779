#include <array>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "calls.hpp"
#include "client/signed_call.hpp"
#include "orders.hpp"
#include "schema/form.hpp"
#include "schema/writer.hpp"

/// Writes what a benchmark needs: orders for `ebbtide import`, and signed calls of them, a request
/// of `requests.lua` a line. The same arguments give the same orders and the same calls but for
/// timestamp and signature.
namespace ebbtide::bench {
namespace {

using Order = contract::order_record::Order;

constexpr std::uint64_t kSeed = 20'240'219;

/// The caller of a batch names it in a header.
constexpr const char* kBatchSeparator = "-S-";

/// A text file, a line after another; `Finish` throws when not all of it could be written.
class LineFile {
 public:
  explicit LineFile(const std::filesystem::path& path)
      : path_(path), stream_(path, std::ios::binary | std::ios::trunc) {}

  void Add(const std::string& line) { stream_ << line << '\n'; }

  void Add(const Order& order) {
    std::string json;
    schema::WriteJson(schema::kType<Order>, &order, schema::JsonLists::kPlain, json);
    Add(json);
  }

  void Finish() {
    stream_.close();
    if (!stream_) throw std::runtime_error("cannot write " + path_.string());
  }

 private:
  std::filesystem::path path_;
  std::ofstream stream_;
};

struct Arguments {
  std::filesystem::path file;
  Number refunds = 0;
  Number first = 0;  ///< fresh order lines: those from here
  Number lines = 0;  ///< so many
  Number skip = 0;
  Number count = 0;
  std::string kind = "order";
  top::Credentials credentials;
  top::CallOptions options;
};

void WriteReadOrders(const Arguments& a) {
  LineFile file(a.file);
  const OrderCounts counts(a.refunds);
  for (Number i = 0; i < counts.taobao; ++i) file.Add(TaobaoOrder(i));
  for (Number i = 0; i < counts.wdk; ++i) file.Add(WdkOrder(i));
  for (Number i = 0; i < counts.epp; ++i) file.Add(EppOrder(i));
  file.Finish();
}

void WriteFreshOrders(const Arguments& a) {
  if (a.first % kLinesOfFreshOrder != 0 || a.lines % kLinesOfFreshOrder != 0) {
    throw std::runtime_error("--first and --lines must be multiples of " +
                             std::to_string(kLinesOfFreshOrder));
  }
  LineFile file(a.file);
  const Number end = (a.first + a.lines) / kLinesOfFreshOrder;
  for (Number i = a.first / kLinesOfFreshOrder; i < end; ++i) file.Add(FreshOrder(i));
  file.Finish();
}

/// The numbers below `size` in random order, each time in the same, and again from the start when
/// they are used up.
class Shuffled {
 public:
  explicit Shuffled(Number size) : numbers_(static_cast<std::size_t>(size)) {
    if (numbers_.empty()) throw std::runtime_error("there are no such orders");
    std::iota(numbers_.begin(), numbers_.end(), 0);
    SeededRandom random(kSeed);
    // Fisher and Yates.
    for (std::size_t left = numbers_.size(); left > 1; --left) {
      std::swap(numbers_[left - 1], numbers_[random.Next() % left]);
    }
  }

  Number Next() { return numbers_[next_++ % numbers_.size()]; }
  void Skip(Number count) { next_ += static_cast<std::size_t>(count); }

 private:
  std::vector<Number> numbers_;
  std::size_t next_ = 0;
};

std::string SignedForm(const UnsignedCall& call, const Arguments& a, Timestamp now) {
  return top::SignedCall(call.method, {call.parameter}, a.credentials, a.options, now).ToForm();
}

std::string OrderCall(Shuffled& orders, const Arguments& a, Timestamp now) {
  return SignedForm(StatusCall(TaobaoOrderNumber(orders.Next())), a, now);
}

std::string LineCall(Shuffled& orders, const Arguments& a, Timestamp now) {
  return SignedForm(StatusCall(TaobaoPaidLineNumber(orders.Next())), a, now);
}

/// As many of `LineCall` as a batch may hold.
std::string BatchCall(Shuffled& orders, const Arguments& a, Timestamp now) {
  std::string body = "#PUBLIC#method=taobao.refund.status.get";
  for (Number i = 0; i < kTogether; ++i) {
    const auto [name, value] = StatusCall(TaobaoPaidLineNumber(orders.Next())).parameter;
    body += kBatchSeparator + name + "=" + schema::UrlEncode(value);
  }
  const auto query = top::SignedQuery(a.credentials, a.options, now, body);
  return "POST /router/batch?" + query + " " + body;
}

std::string WdkCall(Shuffled& orders, const Arguments& a, Timestamp now) {
  std::array<Number, kTogether> indexes{};
  for (auto& index : indexes) index = orders.Next();
  return SignedForm(WdkRefundsCall(indexes), a, now);
}

std::string EppCall(Shuffled& orders, const Arguments& a, Timestamp now) {
  return SignedForm(EppRefundCall(orders.Next()), a, now);
}

struct Kind {
  const char* name;
  Number OrderCounts::*orders;
  std::string (*call)(Shuffled& orders, const Arguments& a, Timestamp now);
};
constexpr std::array kKinds{
    Kind{"order", &OrderCounts::taobao, &OrderCall}, Kind{"line", &OrderCounts::taobao, &LineCall},
    Kind{"batch", &OrderCounts::taobao, &BatchCall}, Kind{"wdk", &OrderCounts::wdk, &WdkCall},
    Kind{"epp", &OrderCounts::epp, &EppCall}};

std::vector<std::string> KindNames() {
  std::vector<std::string> names;
  for (const auto& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

void WriteReadCalls(const Arguments& a) {
  const Timestamp now = SystemClock().Now();
  LineFile file(a.file);
  for (const auto& kind : kKinds) {
    if (kind.name != a.kind) continue;
    Shuffled orders(OrderCounts(a.refunds).*kind.orders);
    for (Number i = 0; i < a.count; ++i) file.Add(kind.call(orders, a, now));
  }
  file.Finish();
}

/// One application for each of `count` fresh lines in random order, after those to skip.
void WriteWriteCalls(const Arguments& a) {
  if (a.skip + a.count > a.lines) throw std::runtime_error("--skip and --count exceed the lines");
  Shuffled lines(a.lines);
  lines.Skip(a.skip);

  const Timestamp now = SystemClock().Now();
  LineFile file(a.file);
  for (Number i = 0; i < a.count; ++i) {
    file.Add(SignedForm(ApplicationCall(a.first + lines.Next()), a, now));
  }
  file.Finish();
}

CLI::App* AddWord(CLI::App& app, const char* name, const char* what, Arguments& a,
                  void (*run)(const Arguments&)) {
  auto* const word = app.add_subcommand(name, what);
  word->add_option("file", a.file, "The file to write")->required();
  word->callback([run, &a] { run(a); });
  return word;
}

void AddRefunds(CLI::App& word, Arguments& a) {
  constexpr Number kRefundsMin = 200;  // a WDK query names twenty different ones
  constexpr Number kRefundsMax = 100'000'000;
  word.add_option("--refunds", a.refunds, "Refunds of all orders to read")
      ->required()
      ->check(CLI::Range(kRefundsMin, kRefundsMax));
}

void AddCount(CLI::App& word, const char* what, Arguments& a) {
  word.add_option("--count", a.count, what)->required()->check(CLI::PositiveNumber);
}

void AddFreshLines(CLI::App& word, Arguments& a) {
  word.add_option("--first", a.first, "Serial of the first fresh order line")
      ->required()
      ->check(CLI::NonNegativeNumber);
  word.add_option("--lines", a.lines, "Fresh order lines from there")
      ->required()
      ->check(CLI::PositiveNumber);
}

void AddCredentials(CLI::App& word, Arguments& a) {
  word.add_option("--app-key", a.credentials.app_key)->required();
  word.add_option("--app-secret", a.credentials.app_secret)->required();
  word.add_option("--session", a.credentials.session, "None where the method needs none");
}

int Run(int argc, char** argv) {
  CLI::App app("Writes orders and signed calls for the benchmarks", "ebbtide_bench_prepare");
  app.require_subcommand(1);
  Arguments a;
  auto* word = AddWord(app, "read-orders", "Orders with refunds, to import", a, &WriteReadOrders);
  AddRefunds(*word, a);

  word = AddWord(app, "fresh-orders", "Orders without refunds, to import", a, &WriteFreshOrders);
  AddFreshLines(*word, a);

  word = AddWord(app, "read-calls", "Signed reads of random orders", a, &WriteReadCalls);
  AddRefunds(*word, a);
  AddCount(*word, "So many", a);
  AddCredentials(*word, a);
  word->add_option("--kind", a.kind, "What to read")->check(CLI::IsMember(KindNames()));
  word->add_option("--format", a.options.format)->check(CLI::IsMember({"json", "xml"}));

  word = AddWord(app, "write-calls", "Signed alibaba.wdk.channel.order.userrefund", a,
                 &WriteWriteCalls);
  AddFreshLines(*word, a);
  AddCount(*word, "Calls, a fresh line each", a);
  word->add_option("--skip", a.skip, "Calls made before")
      ->required()
      ->check(CLI::NonNegativeNumber);
  AddCredentials(*word, a);

  CLI11_PARSE(app, argc, argv);
  return 0;
}

}  // namespace
}  // namespace ebbtide::bench

int main(int argc, char** argv) {
  try {
    return ebbtide::bench::Run(argc, argv);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ebbtide_bench_prepare: %s\n", problem.what());
    return 1;
  }
}
