#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ebbtide {

/// Money, counted in fen (1 yuan = 100 fen). The only form that money has inside Ebbtide, whatever
/// the wire says (refund-domain section 5). Sums that leave 64 bits throw `std::overflow_error`.
struct Fen {
  std::int64_t value = 0;

  auto operator<=>(const Fen&) const = default;
  Fen& operator+=(Fen other);
  Fen& operator-=(Fen other);
  friend Fen operator+(Fen a, Fen b) { return a += b; }
  friend Fen operator-(Fen a, Fen b) { return a -= b; }
};

/// `"12.01"` for 1201 fen: always two decimals, as TOP prints yuan.
std::string ToYuan(Fen amount);

/// Reads a yuan text: digits with at most two decimals, no exponent, an optional leading minus.
/// The error is an `InvalidArgument` about `name`.
Result<Fen> ParseYuan(std::string_view text, std::string_view name);

/// How much of a thing: fixed point with three decimals, because weighed goods are sold in
/// fractions (refund-domain section 5).
struct Quantity {
  std::int64_t milli = 0;

  static constexpr std::int64_t kMilliPerPiece = 1000;

  auto operator<=>(const Quantity&) const = default;
  Quantity& operator+=(Quantity other);
  Quantity& operator-=(Quantity other);
  friend Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend Quantity operator-(Quantity a, Quantity b) { return a -= b; }

  /// Whole pieces; the fraction of a weighed good is cut off.
  [[nodiscard]] std::int64_t Pieces() const { return milli / kMilliPerPiece; }
};

/// `pieces` must be small enough for 64 bits of thousandths; more throws `std::overflow_error`.
Quantity PiecesOf(std::int64_t pieces);

/// `"2"`, `"0.5"`, `"1.255"`: no trailing zeros.
std::string ToText(Quantity quantity);

/// Reads digits with at most three decimals, no exponent, an optional leading minus.
Result<Quantity> ParseQuantity(std::string_view text, std::string_view name);

}  // namespace ebbtide
