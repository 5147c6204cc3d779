#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "contract/import/order_record.hpp"

namespace ebbtide::app {

/// A row of the file that cannot be taken.
struct Rejection {
  std::int64_t line = 0;
  std::string order;  ///< as far as it could be read
  std::string reason;
};

/// An order as it stands in the file.
struct SourceOrder {
  contract::order_record::Order record;
  std::vector<std::int64_t> lines;  ///< of the file: one for NDJSON, one per order line for CSV
};

/// Reads a file order by order, in one pass and little memory. Not thread safe.
class OrderSource {
 public:
  virtual ~OrderSource() = default;

  /// The next order; false at the end. Rows that cannot be read are added to `rejections` on the
  /// way.
  virtual bool Next(SourceOrder& order, std::vector<Rejection>& rejections) = 0;
};

/// One JSON object a line, as docs/reference/import.md describes it.
std::unique_ptr<OrderSource> MakeNdjsonSource(std::istream& input);

/// One order line a row; rows of an order must stand together, and when one of them cannot be taken
/// none is. `input` is read twice, so it must be able to go back. Throws `std::invalid_argument`
/// when `arguments` name a column that the header does not have, or leave a needed one out.
std::unique_ptr<OrderSource> MakeCsvSource(std::istream& input, const ImportArguments& arguments);

}  // namespace ebbtide::app
