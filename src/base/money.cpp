#include "base/money.hpp"

#include <charconv>
#include <stdexcept>

namespace ebbtide {
namespace {

std::int64_t Add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) throw std::overflow_error("sum leaves 64 bits");
  return sum;
}

std::int64_t Subtract(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) {
    throw std::overflow_error("difference leaves 64 bits");
  }
  return difference;
}

/// `-12.5` with two decimals is -1250. False when the text is not such a number, or too large.
bool ParseFixed(std::string_view text, std::size_t decimals, std::int64_t& out) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto fraction = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  if (whole.empty() || fraction.size() > decimals) return false;
  if (dot != std::string_view::npos && fraction.empty()) return false;

  std::string digits(whole);
  digits.append(fraction).append(decimals - fraction.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return false;
  if (negative) digits.insert(0, 1, '-');
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return problem == std::errc{} && end == digits.data() + digits.size();
}

/// Of the magnitude, as an unsigned number: the smallest int64 has no positive twin.
std::string PrintFixed(std::int64_t value, std::size_t decimals) {
  const auto magnitude =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string text = std::to_string(magnitude);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  text.insert(text.size() - decimals, 1, '.');
  if (value < 0) text.insert(0, 1, '-');
  return text;
}

constexpr std::size_t kYuanDecimals = 2;
constexpr std::size_t kQuantityDecimals = 3;

}  // namespace

Fen& Fen::operator+=(Fen other) {
  value = Add(value, other.value);
  return *this;
}

Fen& Fen::operator-=(Fen other) {
  value = Subtract(value, other.value);
  return *this;
}

std::string ToYuan(Fen amount) { return PrintFixed(amount.value, kYuanDecimals); }

Result<Fen> ParseYuan(std::string_view text, std::string_view name) {
  Fen amount;
  if (!ParseFixed(text, kYuanDecimals, amount.value)) {
    return InvalidArgument(
        name, std::string(name) + " must be yuan with at most two decimals, such as 12.01");
  }
  return amount;
}

Quantity& Quantity::operator+=(Quantity other) {
  milli = Add(milli, other.milli);
  return *this;
}

Quantity& Quantity::operator-=(Quantity other) {
  milli = Subtract(milli, other.milli);
  return *this;
}

Quantity PiecesOf(std::int64_t pieces) {
  Quantity quantity;
  if (__builtin_mul_overflow(pieces, Quantity::kMilliPerPiece, &quantity.milli)) {
    throw std::overflow_error("quantity leaves 64 bits");
  }
  return quantity;
}

std::string ToText(Quantity quantity) {
  std::string text = PrintFixed(quantity.milli, kQuantityDecimals);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Result<Quantity> ParseQuantity(std::string_view text, std::string_view name) {
  Quantity quantity;
  if (!ParseFixed(text, kQuantityDecimals, quantity.milli)) {
    return InvalidArgument(
        name, std::string(name) + " must be a number with at most three decimals, such as 0.5");
  }
  return quantity;
}

}  // namespace ebbtide
