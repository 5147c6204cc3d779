#include "app/order_source.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "app/csv.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "schema/reader.hpp"

namespace ebbtide::app {
namespace {

namespace wire = contract::order_record;

class NdjsonSource final : public OrderSource {
 public:
  explicit NdjsonSource(std::istream& input) : input_(input) {}

  bool Next(SourceOrder& order, std::vector<Rejection>& rejections) override {
    while (std::getline(input_, text_)) {
      ++line_;
      if (Trim(text_).empty()) continue;
      order = {.record = {}, .lines = {line_}};
      const auto read = schema::ReadJson(schema::kType<wire::Order>, text_, "order", &order.record);
      if (read) return true;
      rejections.push_back({line_, order.record.out_order_id, read.error().sub_msg});
    }
    return false;
  }

 private:
  std::istream& input_;
  std::string text_;
  std::int64_t line_ = 0;
};

/// What a CSV column can mean.
enum Column : std::size_t { kOrder, kLine, kSku, kTitle, kQuantity, kPrice, kBuyer, kTime };
constexpr std::array<std::string_view, 8> kColumnNames{"order",    "line",  "sku",   "title",
                                                       "quantity", "price", "buyer", "time"};
constexpr std::array kNeeded{kOrder, kSku, kQuantity, kPrice};

/// Price times quantity, half a fen rounded up; nothing where that is no amount.
std::optional<std::int64_t> Times(Fen price, Quantity quantity) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(price.value, quantity.milli, &product)) return std::nullopt;
  const std::int64_t fen =
      product / Quantity::kMilliPerPiece +
      (product % Quantity::kMilliPerPiece >= Quantity::kMilliPerPiece / 2 ? 1 : 0);
  return fen <= contract::kFenMax ? std::optional(fen) : std::nullopt;
}

class CsvSource final : public OrderSource {
 public:
  CsvSource(std::istream& input, const ImportArguments& arguments)
      : reader_(input), arguments_(arguments) {
    const auto header = reader_.Next();
    if (!header) throw std::invalid_argument("the file is empty");
    width_ = header->cells.size();
    columns_.fill(kAbsent);
    for (const auto entry : SplitCommaList(arguments.map)) MapColumn(entry, header->cells);
    for (const Column needed : kNeeded) {
      if (columns_[needed] == kAbsent) {
        throw std::invalid_argument("--map lacks " + std::string(kColumnNames[needed]) + "=…");
      }
    }
    if (arguments.seller.empty()) throw std::invalid_argument("CSV needs --seller");
  }

  bool Next(SourceOrder& order, std::vector<Rejection>& rejections) override {
    order = {};
    for (auto row = TakeRow(); row; row = TakeRow()) {
      const std::string number(Trim(Cell(*row, kOrder)));
      const bool next_order = !order.lines.empty() && number != order.record.out_order_id;
      if (next_order) {
        waiting_ = std::move(row);
        return true;
      }
      if (auto reason = AddRow(*row, number, order); !reason.empty()) {
        rejections.push_back({row->line, number, std::move(reason)});
      }
    }
    return !order.lines.empty();
  }

 private:
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  void MapColumn(std::string_view entry, const std::vector<std::string>& header) {
    const auto equals = entry.find('=');
    const auto name = entry.substr(0, equals);
    const auto* const column = std::ranges::find(kColumnNames, name);
    if (equals == std::string_view::npos || column == kColumnNames.end()) {
      throw std::invalid_argument("--map: '" + std::string(entry) +
                                  "' is not order, line, sku, title, quantity, price, buyer or "
                                  "time, = and a column's name");
    }
    const auto found = std::ranges::find(header, entry.substr(equals + 1));
    if (found == header.end()) {
      throw std::invalid_argument("--map: the file has no column '" +
                                  std::string(entry.substr(equals + 1)) + "'");
    }
    columns_.at(static_cast<std::size_t>(column - kColumnNames.begin())) =
        static_cast<std::size_t>(found - header.begin());
  }

  std::optional<CsvRow> TakeRow() {
    return waiting_ ? std::exchange(waiting_, std::nullopt) : reader_.Next();
  }

  [[nodiscard]] std::string_view Cell(const CsvRow& row, Column column) const {
    const auto index = columns_[column];
    return index < row.cells.size() ? std::string_view(row.cells[index]) : std::string_view{};
  }

  /// Adds the row's line to `order`; the reason when it cannot be.
  std::string AddRow(const CsvRow& row, const std::string& number, SourceOrder& order) const {
    if (row.cells.size() != width_) {
      return "has " + std::to_string(row.cells.size()) + " cells where the header has " +
             std::to_string(width_);
    }
    if (!std::ranges::all_of(row.cells, IsUtf8)) return "is not UTF-8";
    if (number.empty()) return "has no order number";
    if (number.size() > contract::kIdBytesMax) return "the order number is too long";
    wire::Line line;
    if (auto reason = ReadLine(row, line); !reason.empty()) return reason;
    if (order.lines.empty()) {
      if (auto reason = ReadOrder(row, number, order.record); !reason.empty()) return reason;
    }
    if (line.out_line_id.empty()) {
      line.out_line_id = number + "_" + std::to_string(order.lines.size() + 1);
    }
    order.record.lines.push_back(std::move(line));
    order.lines.push_back(row.line);
    return {};
  }

  std::string ReadLine(const CsvRow& row, wire::Line& line) const {
    line.sku_code = Trim(Cell(row, kSku));
    line.out_line_id = Trim(Cell(row, kLine));
    line.title = Trim(Cell(row, kTitle));
    line.quantity = Trim(Cell(row, kQuantity));
    if (line.sku_code.empty()) return "has no sku";
    if (line.sku_code.size() > contract::kIdBytesMax ||
        line.out_line_id.size() > contract::kIdBytesMax ||
        line.title.size() > wire::kNameBytesMax) {
      return "sku, line or title is too long";
    }
    const auto quantity = ParseQuantity(line.quantity, "quantity");
    if (!quantity) return quantity.error().sub_msg;
    if (*quantity <= Quantity{}) return "quantity is not above 0: " + line.quantity;
    const auto price = ParseYuan(Trim(Cell(row, kPrice)), "price");
    if (!price) return price.error().sub_msg;
    if (*price < Fen{}) return "price is negative: " + ToYuan(*price);
    const auto paid = Times(*price, *quantity);
    if (!paid) return "the amount is too large";
    line.price_fen = price->value;
    line.paid_fen = *paid;
    return {};
  }

  /// What the first row of an order says of the order.
  std::string ReadOrder(const CsvRow& row, const std::string& number, wire::Order& order) const {
    if (columns_[kTime] != kAbsent) {
      const auto created = ParseWireTime(Trim(Cell(row, kTime)));
      if (!created) return "time is not yyyy-MM-dd HH:mm:ss";
      order.created = *created;
    }
    order.buyer = Trim(Cell(row, kBuyer));
    if (order.buyer.size() > contract::kIdBytesMax) return "the buyer's code is too long";
    order.out_order_id = number;
    order.channel = arguments_.channel;
    order.seller = arguments_.seller;
    order.state = arguments_.state;
    order.shop_id = arguments_.shop_id;
    order.store_id = arguments_.store_id;
    return {};
  }

  CsvReader reader_;
  const ImportArguments& arguments_;
  std::array<std::size_t, kColumnNames.size()> columns_{};
  std::size_t width_ = 0;
  std::optional<CsvRow> waiting_;  // the first row of the next order
};

}  // namespace

std::unique_ptr<OrderSource> MakeNdjsonSource(std::istream& input) {
  return std::make_unique<NdjsonSource>(input);
}

std::unique_ptr<OrderSource> MakeCsvSource(std::istream& input, const ImportArguments& arguments) {
  return std::make_unique<CsvSource>(input, arguments);
}

}  // namespace ebbtide::app
