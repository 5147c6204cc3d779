#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <boost/json.hpp>

#include "app/commands.hpp"
#include "app/csv.hpp"
#include "app/order_source.hpp"
#include "service/import_order.hpp"

/// `ebbtide import`: orders from a file into the store, many to a transaction.
namespace ebbtide::app {
namespace {

namespace fs = std::filesystem;

/// So many orders share a commit: enough to make the fsync cheap, few enough that a server beside
/// the import waits only shortly for its writes.
constexpr int kOrdersPerCommit = 500;

struct Totals {
  std::int64_t orders_new = 0;
  std::int64_t orders_unchanged = 0;
  std::int64_t lines_new = 0;
  std::int64_t rows_rejected = 0;
};

/// A CSV file that is made at its first row, so that a clean import leaves none behind; not even
/// the one of an import before.
class LazyCsv {
 public:
  LazyCsv(fs::path path, std::string header) : path_(std::move(path)), header_(std::move(header)) {
    if (!path_.empty()) fs::remove(path_);
  }

  void Add(const std::string& row) {
    if (!file_.is_open()) {
      file_.open(path_, std::ios::trunc);
      file_ << header_ << "\n";
    }
    file_ << row << "\n";
  }

  /// Throws when not all of it could be written.
  void Finish() {
    if (!file_.is_open()) return;
    file_.close();
    if (!file_) throw std::runtime_error("cannot write " + path_.string());
  }

 private:
  fs::path path_;
  std::string header_;
  std::ofstream file_;
};

/// One line on a terminal that is written over; nothing elsewhere.
class Progress {
 public:
  explicit Progress(const fs::path& file)
      : on_terminal_(isatty(STDERR_FILENO) == 1), size_(fs::file_size(file)) {}

  [[nodiscard]] double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  void Show(std::istream& input, const Totals& totals) const {
    if (!on_terminal_) return;
    const auto at = input.eof()
                        ? size_
                        : static_cast<std::uintmax_t>(std::max<std::streamoff>(input.tellg(), 0));
    constexpr std::size_t kWidth = 30;
    const auto filled = size_ == 0 ? kWidth : at * kWidth / size_;
    std::fprintf(stderr, "\r[%s%s] %3ju%%  %lld order lines  %.0f/s ",
                 std::string(filled, '#').c_str(), std::string(kWidth - filled, ' ').c_str(),
                 size_ == 0 ? 100 : at * 100 / size_, static_cast<long long>(totals.lines_new),
                 static_cast<double>(totals.lines_new) / std::max(Seconds(), 0.001));
  }
  void End() const {
    if (on_terminal_) std::fprintf(stderr, "\n");
  }

 private:
  bool on_terminal_;
  std::uintmax_t size_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

class Run {
 public:
  Run(store::Store& store, const ImportArguments& arguments, Timestamp now)
      : store_(store),
        importer_(store, "import", now),
        report_path_(arguments.report.empty()
                         ? fs::path(arguments.file.filename().string() + ".rejected.csv")
                         : arguments.report),
        report_(report_path_, "line,order,reason"),
        ids_(arguments.ids, "order,line,sku,order_id,line_id"),
        wants_ids_(!arguments.ids.empty()) {}

  /// Takes a commit's worth; false at the end of the source.
  bool TakeSome(OrderSource& source) {
    bool more = true;
    store_.Transact([&] {
      SourceOrder order;
      for (int i = 0; more && i < kOrdersPerCommit; ++i) {
        std::vector<Rejection> rejections;
        more = source.Next(order, rejections);
        for (const auto& rejection : rejections) Reject(rejection);
        if (more) Take(order);
      }
    });
    Tell();
    return more;
  }

  void Finish() {
    report_.Finish();
    ids_.Finish();
  }

  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] const fs::path& report_path() const { return report_path_; }

 private:
  /// Writes down what the commit has made true, and not before: after a crash the files name
  /// nothing that is not in the store.
  void Tell() {
    totals_.orders_new += fresh_.totals.orders_new;
    totals_.orders_unchanged += fresh_.totals.orders_unchanged;
    totals_.lines_new += fresh_.totals.lines_new;
    totals_.rows_rejected += fresh_.totals.rows_rejected;
    for (const auto& row : fresh_.rejected) report_.Add(row);
    for (const auto& row : fresh_.ids) ids_.Add(row);
    fresh_ = {};
  }

  void Take(const SourceOrder& order) {
    const auto imported = importer_.Import(order.record);
    if (!imported) {
      for (const auto line : order.lines) {
        Reject({line, order.record.out_order_id, imported.error().sub_msg});
      }
      return;
    }
    if (wants_ids_) AddIds(order.record, *imported);
    if (imported->is_new) {
      ++fresh_.totals.orders_new;
      fresh_.totals.lines_new += static_cast<std::int64_t>(imported->lines.size());
    } else {
      ++fresh_.totals.orders_unchanged;
    }
  }

  void AddIds(const contract::order_record::Order& record, const service::Imported& imported) {
    for (std::size_t i = 0; i < imported.lines.size(); ++i) {
      const auto& line = record.lines[i];
      fresh_.ids.push_back(CsvQuoted(record.out_order_id) + "," + CsvQuoted(line.out_line_id) +
                           "," + CsvQuoted(line.sku_code) + "," +
                           std::to_string(imported.order.value) + "," +
                           std::to_string(imported.lines[i].value));
    }
  }

  void Reject(const Rejection& rejection) {
    ++fresh_.totals.rows_rejected;
    fresh_.rejected.push_back(std::to_string(rejection.line) + "," + CsvQuoted(rejection.order) +
                              "," + CsvQuoted(rejection.reason));
  }

  store::Store& store_;
  service::OrderImporter importer_;
  fs::path report_path_;
  LazyCsv report_;
  LazyCsv ids_;
  bool wants_ids_;
  Totals totals_;

  /// Of the transaction that is under way.
  struct {
    Totals totals;
    std::vector<std::string> rejected;
    std::vector<std::string> ids;
  } fresh_;
};

void PrintOutcome(const Run& run, double seconds, bool json) {
  const auto& totals = run.totals();
  const std::string report = totals.rows_rejected == 0 ? "" : run.report_path().string();
  if (json) {
    const boost::json::object outcome{{"orders_new", totals.orders_new},
                                      {"orders_unchanged", totals.orders_unchanged},
                                      {"lines_new", totals.lines_new},
                                      {"rows_rejected", totals.rows_rejected},
                                      {"report", report}};
    std::printf("%s\n", boost::json::serialize(outcome).c_str());
    return;
  }
  std::printf("orders: %lld new, %lld unchanged; order lines: %lld new, %.0f a second\n",
              static_cast<long long>(totals.orders_new),
              static_cast<long long>(totals.orders_unchanged),
              static_cast<long long>(totals.lines_new),
              static_cast<double>(totals.lines_new) / std::max(seconds, 0.001));
  if (totals.rows_rejected != 0) {
    std::printf("%lld rows were rejected; %s says why\n",
                static_cast<long long>(totals.rows_rejected), report.c_str());
  }
}

}  // namespace

int Import(const Config& config, const ImportArguments& arguments) {
  std::ifstream input(arguments.file, std::ios::binary);
  if (!input) throw std::runtime_error("cannot read " + arguments.file.string());
  const auto source =
      arguments.map.empty() ? MakeNdjsonSource(input) : MakeCsvSource(input, arguments);

  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenWriter();
  const Progress progress(arguments.file);
  Run run(*store, arguments, clock.Now());
  while (run.TakeSome(*source)) progress.Show(input, run.totals());
  progress.Show(input, run.totals());
  progress.End();
  run.Finish();
  PrintOutcome(run, progress.Seconds(), arguments.json);
  return run.totals().rows_rejected == 0 ? 0 : 1;
}

}  // namespace ebbtide::app
