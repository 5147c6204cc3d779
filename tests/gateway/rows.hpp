#pragma once

#include <string>
#include <string_view>

namespace ebbtide::test {

/// The values of all members of that name in a JSON answer, in their order, and after them what it
/// says of their count: `94 93 of 2` for `total_results`, `94 93 of true` for `has_next`. An answer
/// that has neither comes whole.
std::string Rows(const std::string& answer, std::string_view name);

}  // namespace ebbtide::test
