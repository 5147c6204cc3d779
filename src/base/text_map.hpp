#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ebbtide {

struct HashOfText {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// By a text, and found by a view of one.
template <class Value>
using TextMap = std::unordered_map<std::string, Value, HashOfText, std::equal_to<>>;

}  // namespace ebbtide
