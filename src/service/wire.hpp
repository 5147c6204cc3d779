#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

/// The store says "not known" with "", 0 or an unset time; the wire leaves the field out.
namespace ebbtide::service {

inline std::optional<std::string> IfKnown(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}
inline std::optional<std::int64_t> IfKnown(std::int64_t number) {
  return number == 0 ? std::nullopt : std::optional(number);
}
inline std::optional<Timestamp> IfKnown(Timestamp moment) {
  return moment == Timestamp{} ? std::nullopt : std::optional(moment);
}

}  // namespace ebbtide::service
