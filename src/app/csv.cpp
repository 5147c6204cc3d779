#include "app/csv.hpp"

namespace ebbtide::app {

CsvReader::CsvReader(std::istream& input) : input_(input) {
  constexpr int kMark[] = {0xEF, 0xBB, 0xBF};
  if (input_.peek() != kMark[0]) return;
  for (std::size_t i = 0; i < std::size(kMark); ++i) input_.get();
}

std::optional<CsvRow> CsvReader::Next() {
  CsvRow row;
  do {
    row = {.line = line_, .cells = {}};
    if (!ReadRow(row)) return std::nullopt;
  } while (row.cells.size() == 1 && row.cells.front().empty());
  return row;
}

bool CsvReader::ReadRow(CsvRow& row) {
  auto& buffer = *input_.rdbuf();
  constexpr int kEnd = std::char_traits<char>::eof();
  int c = buffer.sbumpc();
  if (c == kEnd) return false;
  std::string cell;
  bool quoted = false;
  for (; c != kEnd; c = buffer.sbumpc()) {
    if (c == '\n') ++line_;
    if (quoted) {
      if (c != '"') {
        cell += static_cast<char>(c);
      } else if (buffer.sgetc() == '"') {
        cell += static_cast<char>(buffer.sbumpc());
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == ',') {
      row.cells.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n') {
      break;
    } else if (c != '\r' || buffer.sgetc() != '\n') {
      cell += static_cast<char>(c);
    }
  }
  row.cells.push_back(std::move(cell));
  return true;
}

std::string CsvQuoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace ebbtide::app
