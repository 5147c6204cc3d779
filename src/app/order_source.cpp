#include "app/order_source.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <unordered_set>

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
      if (line_ == 1 && !Trim(text_).starts_with('{')) {
        throw std::invalid_argument("the file does not begin with a JSON object; CSV needs --map");
      }
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
constexpr std::array kNeeded{kOrder, kSku, kQuantity, kPrice, kTime};

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
  CsvSource(std::istream& input, const ImportArguments& arguments) : arguments_(arguments) {
    if (arguments.seller.empty()) throw std::invalid_argument("CSV needs --seller");
    if (arguments.channel.empty()) throw std::invalid_argument("CSV needs --channel");
    const auto header = CsvReader(input).Next();
    if (!header) throw std::invalid_argument("the file is empty");
    width_ = header->cells.size();
    columns_.fill(kAbsent);
    for (const auto entry : SplitCommaList(arguments.map)) MapColumn(entry, header->cells);
    for (const Column needed : kNeeded) {
      if (columns_.at(needed) == kAbsent) {
        throw std::invalid_argument("--map lacks " + std::string(kColumnNames.at(needed)) + "=…");
      }
    }
    FindScattered(OpenRows(input));
    reader_.emplace(OpenRows(input));
  }

  bool Next(SourceOrder& order, std::vector<Rejection>& rejections) override {
    for (auto rows = NextRows(); !rows.empty(); rows = NextRows()) {
      if (Convert(rows, order, rejections)) return true;
    }
    return false;
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
    auto& place = columns_.at(static_cast<std::size_t>(column - kColumnNames.begin()));
    if (place != kAbsent) {
      throw std::invalid_argument("--map: " + std::string(name) + " stands twice");
    }
    place = static_cast<std::size_t>(found - header.begin());
  }

  /// A reader that stands below the header.
  static CsvReader OpenRows(std::istream& input) {
    input.clear();
    input.seekg(0);
    CsvReader reader(input);
    reader.Next();
    return reader;
  }

  /// An order whose rows do not stand together would be taken in without some of them; it must be
  /// known before the first of its rows comes.
  void FindScattered(CsvReader reader) {
    std::unordered_set<std::string> ended;
    std::string current;
    while (const auto row = reader.Next()) {
      const auto number = Cell(*row, kOrder);
      if (number.empty() || number == current) continue;
      if (!ended.emplace(number).second) scattered_.emplace(number);
      current = number;
    }
  }

  [[nodiscard]] std::string_view Cell(const CsvRow& row, Column column) const {
    const auto index = columns_.at(column);
    return index < row.cells.size() ? Trim(row.cells[index]) : std::string_view{};
  }

  /// The rows of the next order; none at the end.
  std::vector<CsvRow> NextRows() {
    std::vector<CsvRow> rows;
    for (auto row = TakeRow(); row; row = TakeRow()) {
      const bool same = rows.empty() || Cell(*row, kOrder) == Cell(rows.front(), kOrder);
      if (!same) {
        waiting_ = std::move(row);
        break;
      }
      rows.push_back(std::move(*row));
    }
    return rows;
  }

  std::optional<CsvRow> TakeRow() {
    return waiting_ ? std::exchange(waiting_, std::nullopt) : reader_->Next();
  }

  /// All rows or none: an order without one of its lines would have another total than was paid.
  bool Convert(const std::vector<CsvRow>& rows, SourceOrder& order,
               std::vector<Rejection>& rejections) const {
    order = {};
    std::vector<std::string> reasons;
    const CsvRow* bad = nullptr;
    for (const auto& row : rows) {
      reasons.push_back(AddRow(row, order));
      if (bad == nullptr && !reasons.back().empty()) bad = &row;
    }
    if (bad == nullptr) return true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (reasons[i].empty()) {
        reasons[i] = "line " + std::to_string(bad->line) + " of the same order cannot be taken";
      }
      rejections.push_back(
          {rows[i].line, std::string(Cell(rows[i], kOrder)), std::move(reasons[i])});
    }
    return false;
  }

  /// Adds the row's line to `order`; the reason when it cannot be.
  std::string AddRow(const CsvRow& row, SourceOrder& order) const {
    if (row.cells.size() != width_) {
      return "has " + std::to_string(row.cells.size()) + " cells where the header has " +
             std::to_string(width_);
    }
    if (!std::ranges::all_of(row.cells, IsUtf8)) return "is not UTF-8";
    const std::string number(Cell(row, kOrder));
    if (number.empty()) return "has no order number";
    if (number.size() > contract::kIdBytesMax) return "the order number is too long";
    if (scattered_.contains(number)) {
      return "the rows of its order do not stand together; sort the file by order";
    }
    wire::Line line;
    if (auto reason = ReadLine(row, line); !reason.empty()) return reason;
    if (auto reason = ReadOrder(row, number, order); !reason.empty()) return reason;
    if (line.out_line_id.empty()) {
      line.out_line_id = number + "_" + std::to_string(order.lines.size() + 1);
    }
    order.record.lines.push_back(std::move(line));
    order.lines.push_back(row.line);
    return {};
  }

  std::string ReadLine(const CsvRow& row, wire::Line& line) const {
    line.sku_code = Cell(row, kSku);
    line.out_line_id = Cell(row, kLine);
    line.title = Cell(row, kTitle);
    line.quantity = Cell(row, kQuantity);
    if (line.sku_code.empty()) return "has no sku";
    if (line.sku_code.size() > contract::kIdBytesMax ||
        line.out_line_id.size() > contract::kIdBytesMax ||
        line.title.size() > wire::kNameBytesMax) {
      return "sku, line or title is too long";
    }
    const auto quantity = ParseQuantity(line.quantity, "quantity");
    if (!quantity) return quantity.error().sub_msg;
    if (*quantity <= Quantity{}) return "quantity is not above 0: " + line.quantity;
    const auto price = ParseYuan(Cell(row, kPrice), "price");
    if (!price) return price.error().sub_msg;
    if (*price < Fen{}) return "price is negative: " + ToYuan(*price);
    const auto paid = Times(*price, *quantity);
    if (!paid) return "the amount is too large";
    line.price_fen = price->value;
    line.paid_fen = *paid;
    return {};
  }

  /// What a row says of its order: the first row's word counts, the others must have the same
  /// buyer.
  std::string ReadOrder(const CsvRow& row, const std::string& number, SourceOrder& order) const {
    const auto created = ParseWireTime(Cell(row, kTime));
    if (!created) return "time is not yyyy-MM-dd HH:mm:ss";
    const auto buyer = Cell(row, kBuyer);
    if (buyer.size() > contract::kIdBytesMax) return "the buyer's code is too long";
    auto& record = order.record;
    if (!order.lines.empty()) {
      return buyer == record.buyer
                 ? ""
                 : "its order has two buyers: " + record.buyer + " and " + std::string(buyer);
    }
    record.created = *created;
    record.buyer = buyer;
    record.out_order_id = number;
    record.channel = arguments_.channel;
    record.seller = arguments_.seller;
    record.state = arguments_.state;
    record.shop_id = arguments_.shop_id;
    record.store_id = arguments_.store_id;
    return {};
  }

  const ImportArguments& arguments_;
  std::array<std::size_t, kColumnNames.size()> columns_{};
  std::size_t width_ = 0;
  std::unordered_set<std::string> scattered_;  // orders whose rows do not stand together
  std::optional<CsvReader> reader_;
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
