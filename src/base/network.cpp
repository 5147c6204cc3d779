#include "base/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace ebbtide {
namespace {

constexpr unsigned kByteBits = 8;
constexpr unsigned kAddressBits = 128;
constexpr std::size_t kMappedAt = 12;  // where the four bytes of IPv4 stand

/// The address with all bits behind the first `bits` cleared.
InternetAddress Masked(InternetAddress address, unsigned bits) {
  for (std::size_t i = 0; i < address.size(); ++i) {
    const unsigned before = static_cast<unsigned>(i) * kByteBits;
    const unsigned kept = std::min(bits - std::min(bits, before), kByteBits);
    address.at(i) &= static_cast<std::uint8_t>(0xFF00U >> kept);
  }
  return address;
}

}  // namespace

std::optional<InternetAddress> ParseAddress(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(text);
  InternetAddress address{};
  if (inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
  address = {};
  address.at(kMappedAt - 2) = address.at(kMappedAt - 1) = 0xFF;
  if (inet_pton(AF_INET, terminated.c_str(), &address.at(kMappedAt)) == 1) return address;
  return std::nullopt;
}

bool Network::Contains(const InternetAddress& address) const {
  return Masked(address, bits) == first;
}

std::optional<Network> ParseNetwork(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = ParseAddress(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{.first = *address, .bits = kAddressBits};
  if (slash == std::string_view::npos) return network;

  const auto prefix = ParseInteger(text.substr(slash + 1));
  const bool is_v6 = text.substr(0, slash).find(':') != std::string_view::npos;
  const unsigned own_bits = is_v6 ? kAddressBits : kAddressBits - kMappedAt * kByteBits;
  if (!prefix || *prefix < 0 || *prefix > own_bits) return std::nullopt;
  network.bits = kAddressBits - own_bits + static_cast<unsigned>(*prefix);
  if (!network.Contains(network.first)) return std::nullopt;
  return network;
}

}  // namespace ebbtide
