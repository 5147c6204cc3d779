#pragma once

#include <string>
#include <string_view>

namespace ebbtide::top {

/// `http[s]://host[:port][/path]`, taken apart.
struct Url {
  bool secure = false;
  std::string host;  ///< an IPv6 address without its brackets
  std::string port;
  std::string path = "/";

  /// The value of the Host header: with the port where it is not the scheme's own.
  [[nodiscard]] std::string Authority() const;
};

/// Throws `std::invalid_argument` when the text is anything else; a user, a query and a fragment
/// have no place in a gateway's address.
Url ParseUrl(std::string_view text);

}  // namespace ebbtide::top
