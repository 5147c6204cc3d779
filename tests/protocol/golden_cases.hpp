#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace ebbtide::test {

/// An answer whose bytes are fixed: `golden/<method>/<name>.xml`, `.json` and `_simplified.json`.
struct GoldenCase {
  std::string_view method;
  std::string name;
  const schema::Type* type;
  std::shared_ptr<const void> response;
};

/// The case that holds the documentation page's own examples is called so.
inline constexpr const char* kPageCase = "answer";

/// The page's case of each method, and cases such as happen.
std::vector<GoldenCase> GoldenCases();

}  // namespace ebbtide::test
