#include "base/sink.hpp"

namespace ebbtide {
namespace {

constexpr auto kTwoDigits = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

constexpr std::ptrdiff_t kNumberBytesMax = 20;
constexpr std::size_t kStepBytes = 512;

char* TwoDigitsBefore(char* end, std::uint32_t value) {
  std::copy_n(&kTwoDigits[std::size_t{value} * 2], 2, end - 2);
  return end - 2;
}

}  // namespace

void Sink::Grow(std::size_t bytes) {
  const auto size = Size();
  // All of the room is filled, so it is taken in steps; the string itself grows by doubling.
  const auto wanted = size + bytes;
  out_.resize(std::max(wanted, std::min(out_.capacity(), wanted + kStepBytes)));
  next_ = out_.data() + size;
  end_ = out_.data() + out_.size();
}

Sink& Sink::Put(std::int64_t number) {
  // A fixed size is copied without a call; so there is as much behind the digits as before them.
  std::array<char, 2 * kNumberBytesMax> text{};
  char* const end = text.data() + kNumberBytesMax;
  char* begin = end;
  const bool negative = number < 0;
  auto rest = static_cast<std::uint64_t>(number);
  if (negative) rest = 0 - rest;
  for (; rest >= 10'000; rest /= 10'000) {
    const auto four = static_cast<std::uint32_t>(rest % 10'000);
    begin = TwoDigitsBefore(TwoDigitsBefore(begin, four % 100), four / 100);
  }
  auto few = static_cast<std::uint32_t>(rest);
  for (; few >= 10; few /= 100) begin = TwoDigitsBefore(begin, few % 100);
  if (few != 0 || begin == end) *--begin = static_cast<char>('0' + few);
  if (negative) *--begin = '-';
  std::copy_n(begin, kNumberBytesMax, Room(kNumberBytesMax));
  next_ -= begin + kNumberBytesMax - end;
  return *this;
}

}  // namespace ebbtide
