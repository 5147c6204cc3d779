#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace ebbtide::app {

struct CsvRow {
  std::int64_t line = 0;  ///< of its first character; the header is line 1
  std::vector<std::string> cells;
};

/// Reads CSV as RFC 4180 describes it: quoted cells may hold commas, quotes (doubled) and line
/// breaks; lines end in LF or CR LF; a byte order mark is passed over. Not thread safe.
class CsvReader {
 public:
  /// `input` must outlive this.
  explicit CsvReader(std::istream& input);

  /// The next row, or nothing at the end. Empty lines are passed over. A quote that is never closed
  /// ends at the end of the input.
  std::optional<CsvRow> Next();

 private:
  bool ReadRow(CsvRow& row);

  std::istream& input_;
  std::int64_t line_ = 1;
};

/// `cell` as it must stand in a file.
std::string CsvQuoted(const std::string& cell);

}  // namespace ebbtide::app
