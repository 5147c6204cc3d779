#include <algorithm>
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
#include "client/signed_call.hpp"
#include "contract/import/order_record.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "schema/writer.hpp"

/// Writes what a benchmark needs: orders for `ebbtide import`, and signed calls of them, a form
/// body a line. The same arguments give the same orders and the same calls but for timestamp and
/// signature.
namespace ebbtide::bench {
namespace {

namespace record = contract::order_record;
namespace userrefund = contract::wdk_channel_order_userrefund;
using contract::Number;

constexpr std::uint64_t kSeed = 20'240'219;
constexpr Timestamp kCreated{1'708'318'800'000};  // 2024-02-19 13:00:00 in GMT+8
constexpr Number kSecondMs = 1'000;

/// The numbers of each kind have 15 digits, so that all answers to reads are equally long. They
/// lie below those that a server gives out today, as an older system's would.
constexpr Number kTaobaoOrders = 100'000'000'000'000;
constexpr Number kWdkOrders = 110'000'000'000'000;
constexpr Number kFreshOrders = 120'000'000'000'000;
constexpr Number kTaobaoLines = 200'000'000'000'000;
constexpr Number kWdkLines = 210'000'000'000'000;
constexpr Number kFreshLines = 220'000'000'000'000;
constexpr Number kTaobaoRefunds = 300'000'000'000'000;
constexpr Number kWdkRefunds = 310'000'000'000'000;

constexpr const char* kTaobaoSeller = "BENCHT";
constexpr const char* kWdkSeller = "BENCHW";
constexpr const char* kShop = "10010";
constexpr const char* kStore = "10020";
constexpr Number kBuyers = 1'000;
constexpr Number kPieceFen = 1'999;
constexpr Number kPieces = 2;
constexpr Number kPaymentChannel = 6;

constexpr Number kLinesOfTaobaoOrder = 3;
constexpr Number kLinesOfFreshOrder = 4;
/// Every Taobao order has a refund in each of these, so that all answers are equally long.
constexpr std::array<const char*, kLinesOfTaobaoOrder> kStates{"SUCCESS", "APPLIED", "CLOSED"};

Number TaobaoOrderCount(Number refunds) { return refunds / 4; }

Timestamp After(Number seconds) { return {kCreated.unix_ms + seconds * kSecondMs}; }

record::Order OrderOf(const char* channel, const char* seller, Number id, Number serial) {
  record::Order order;
  order.channel = channel;
  order.order_id = id;
  order.seller = seller;
  order.buyer = "buyer-" + std::to_string(serial % kBuyers);
  order.state = "paid";
  order.created = After(serial);
  return order;
}

record::Line LineOf(Number id, Number position) {
  record::Line line;
  line.line_id = id;
  line.out_line_id = std::to_string(position);
  line.sku_code = "sku-" + std::to_string(id % kBuyers);
  line.title = "Tea set";
  line.price_fen = kPieceFen;
  line.quantity = std::to_string(kPieces);
  line.paid_fen = kPieces * kPieceFen;
  return line;
}

record::Refund RefundOf(Number id, const char* state, Timestamp created) {
  record::Refund refund;
  refund.refund_id = id;
  refund.state = state;
  refund.amount_fen = kPieceFen;
  refund.quantity = "1";
  refund.reason = "不想要了";
  refund.created = created;
  return refund;
}

void MakeWdk(record::Order& order) {
  order.shop_id = kShop;
  order.store_id = kStore;
  order.order_from = 4;
  order.order_client = 2;
  const Number lines = std::ssize(order.lines);
  order.payments = {{.channel_code = kPaymentChannel, .paid_fen = lines * kPieces * kPieceFen}};
}

record::Order TaobaoOrder(Number index) {
  auto order = OrderOf("taobao", kTaobaoSeller, kTaobaoOrders + index, index);
  for (Number i = 0; i < kLinesOfTaobaoOrder; ++i) {
    const Number serial = index * kLinesOfTaobaoOrder + i;
    const auto* const state =
        kStates.at(static_cast<std::size_t>((index + i) % std::ssize(kStates)));
    auto& line = order.lines.emplace_back(LineOf(kTaobaoLines + serial, i + 1));
    line.refunds.push_back(RefundOf(kTaobaoRefunds + serial, state, After(serial)));
  }
  return order;
}

record::Order WdkOrder(Number index) {
  auto order = OrderOf("wdk", kWdkSeller, kWdkOrders + index, index);
  auto& line = order.lines.emplace_back(LineOf(kWdkLines + index, 1));
  line.refunds.push_back(RefundOf(kWdkRefunds + index, "APPLIED", After(index)));
  MakeWdk(order);
  return order;
}

/// Nothing of it has been refunded yet.
record::Order FreshOrder(Number index) {
  auto order = OrderOf("wdk", kWdkSeller, kFreshOrders + index, index);
  for (Number i = 0; i < kLinesOfFreshOrder; ++i) {
    order.lines.push_back(LineOf(kFreshLines + index * kLinesOfFreshOrder + i, i + 1));
  }
  MakeWdk(order);
  return order;
}

/// A text file, a line after another; `Finish` throws when not all of it could be written.
class LineFile {
 public:
  explicit LineFile(const std::filesystem::path& path)
      : path_(path), stream_(path, std::ios::binary | std::ios::trunc) {}

  void Add(const std::string& line) { stream_ << line << '\n'; }

  void Add(const record::Order& order) {
    std::string json;
    schema::WriteJson(schema::kType<record::Order>, &order, schema::JsonLists::kPlain, json);
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
  top::Credentials credentials;
};

void WriteReadOrders(const Arguments& a) {
  LineFile file(a.file);
  const Number taobao = TaobaoOrderCount(a.refunds);
  for (Number i = 0; i < taobao; ++i) file.Add(TaobaoOrder(i));
  for (Number i = 0; i < a.refunds - taobao * kLinesOfTaobaoOrder; ++i) file.Add(WdkOrder(i));
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

/// 0 to `size` - 1, shuffled (Fisher and Yates), each time in the same way.
std::vector<Number> Shuffled(Number size) {
  std::vector<Number> numbers(static_cast<std::size_t>(size));
  std::iota(numbers.begin(), numbers.end(), 0);
  SeededRandom random(kSeed);
  for (std::size_t left = numbers.size(); left > 1; --left) {
    std::swap(numbers[left - 1], numbers[random.Next() % left]);
  }
  return numbers;
}

std::string SignedForm(const char* method, std::pair<std::string, std::string> parameter,
                       const Arguments& a, Timestamp now) {
  return top::SignedCall(method, {std::move(parameter)}, a.credentials, {}, now).ToForm();
}

/// Different orders in random order.
void WriteReadCalls(const Arguments& a) {
  auto indexes = Shuffled(TaobaoOrderCount(a.refunds));
  if (a.count > std::ssize(indexes)) throw std::runtime_error("--count exceeds the orders");
  indexes.resize(static_cast<std::size_t>(a.count));

  const Timestamp now = SystemClock().Now();
  LineFile file(a.file);
  for (const Number index : indexes) {
    const std::string query = R"({"biz_order_id":)" + std::to_string(kTaobaoOrders + index) + "}";
    file.Add(SignedForm("taobao.refund.status.get", {"query_param", query}, a, now));
  }
  file.Finish();
}

/// Half of the pieces of a fresh line, under a batch number of its own.
std::string ApplicationFor(Number index) {
  const auto line = LineOf(kFreshLines + index, 1);
  userrefund::Application application;
  application.refund_reason = "不想要了";
  application.out_refund_batch_id = "bench-" + std::to_string(index);
  application.biz_order_id = std::to_string(kFreshOrders + index / kLinesOfFreshOrder);
  application.shop_id = kShop;
  application.store_id = kStore;
  application.sub_refund_orders = {{.sub_biz_order_id = std::to_string(*line.line_id),
                                    .sku_code = line.sku_code,
                                    .refund_sale_quantity = kPieces / 2,
                                    .refund_fee = kPieceFen}};
  std::string json;
  schema::WriteJson(schema::kType<userrefund::Application>, &application, schema::JsonLists::kPlain,
                    json);
  return json;
}

/// One application for each of `count` fresh lines in random order, after those to skip.
void WriteWriteCalls(const Arguments& a) {
  const auto indexes = Shuffled(a.lines);
  if (a.skip + a.count > a.lines) throw std::runtime_error("--skip and --count exceed the lines");

  const Timestamp now = SystemClock().Now();
  LineFile file(a.file);
  for (Number i = a.skip; i < a.skip + a.count; ++i) {
    const std::string json = ApplicationFor(a.first + indexes[static_cast<std::size_t>(i)]);
    file.Add(SignedForm("alibaba.wdk.channel.order.userrefund", {"order_user_refund_info", json}, a,
                        now));
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
  constexpr Number kRefundsMax = 100'000'000;
  word.add_option("--refunds", a.refunds, "Refunds of all orders to read")
      ->required()
      ->check(CLI::Range(Number{4}, kRefundsMax));
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
  word.add_option("--session", a.credentials.session)->required();
}

int Run(int argc, char** argv) {
  CLI::App app("Writes orders and signed calls for the benchmarks", "ebbtide_bench_prepare");
  app.require_subcommand(1);
  Arguments a;
  auto* word = AddWord(app, "read-orders", "Orders with refunds, to import", a, &WriteReadOrders);
  AddRefunds(*word, a);

  word = AddWord(app, "fresh-orders", "Orders without refunds, to import", a, &WriteFreshOrders);
  AddFreshLines(*word, a);

  word = AddWord(app, "read-calls", "Signed taobao.refund.status.get", a, &WriteReadCalls);
  AddRefunds(*word, a);
  AddCount(*word, "Different orders", a);
  AddCredentials(*word, a);

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
