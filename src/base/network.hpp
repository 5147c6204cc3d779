#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ebbtide {

/// An internet address; one of IPv4 is kept as IPv6 has it, `::ffff:a.b.c.d`.
using InternetAddress = std::array<std::uint8_t, 16>;

/// `192.0.2.7` or `2001:db8::7`, and nothing else around it.
std::optional<InternetAddress> ParseAddress(std::string_view text);

/// The addresses that share their first bits.
struct Network {
  InternetAddress first{};
  unsigned bits = 0;  ///< of the 128 of an address

  [[nodiscard]] bool Contains(const InternetAddress& address) const;
};

/// `192.0.2.0/24`, `2001:db8::/32`, or one address; nothing where bits are set behind the prefix,
/// because then it is not clear what was meant.
std::optional<Network> ParseNetwork(std::string_view text);

}  // namespace ebbtide
