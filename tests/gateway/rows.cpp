#include "gateway/rows.hpp"

namespace ebbtide::test {
namespace {

/// The value from `at` on, without quotation marks.
std::string ValueAt(const std::string& answer, std::size_t at) {
  const auto from = answer[at] == '"' ? at + 1 : at;
  return answer.substr(from, answer.find_first_of("\",}", from) - from);
}

}  // namespace

std::string Rows(const std::string& answer, std::string_view name) {
  std::string rows;
  const std::string mark = "\"" + std::string(name) + "\":";
  for (auto at = answer.find(mark); at != std::string::npos; at = answer.find(mark, at + 1)) {
    rows.append(ValueAt(answer, at + mark.size())).append(" ");
  }
  for (const std::string_view count : {R"("total_results":)", R"("has_next":)"}) {
    const auto at = answer.find(count);
    if (at != std::string::npos) rows += "of " + ValueAt(answer, at + count.size());
  }
  return rows.empty() ? answer : rows;
}

}  // namespace ebbtide::test
