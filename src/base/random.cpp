#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

namespace ebbtide {

std::string Random::Text(std::size_t size, std::string_view alphabet) {
  std::string text(size, '\0');
  for (char& c : text) c = alphabet[Next() % alphabet.size()];
  return text;
}

std::uint64_t SystemRandom::Next() {
  std::uint64_t value = 0;
  if (getrandom(&value, sizeof value, 0) != static_cast<ssize_t>(sizeof value)) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  return value;
}

// SplitMix64 (Steele, Lea, Flood 2014): one addition and two multiplications a number.
std::uint64_t SeededRandom::Next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

}  // namespace ebbtide
