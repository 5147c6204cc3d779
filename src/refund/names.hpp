#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace ebbtide::refund {

/// The texts by which an enumeration's values are stored, both ways.
template <class Enum, std::size_t N>
struct Names {
  std::string_view what;
  std::array<std::pair<Enum, std::string_view>, N> rows;

  [[nodiscard]] constexpr std::string_view TextOf(Enum value) const {
    for (const auto& [row_value, text] : rows) {
      if (row_value == value) return text;
    }
    throw std::logic_error("unnamed " + std::string(what));
  }

  [[nodiscard]] constexpr Enum Parse(std::string_view text) const {
    for (const auto& [value, row_text] : rows) {
      if (row_text == text) return value;
    }
    throw std::invalid_argument("unknown " + std::string(what) + " '" + std::string(text) + "'");
  }
};

}  // namespace ebbtide::refund
