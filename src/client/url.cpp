#include "client/url.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace ebbtide::top {
namespace {

constexpr std::string_view kHttpPort = "80";
constexpr std::string_view kHttpsPort = "443";

bool Take(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(mark.size());
  return true;
}

bool IsPort(std::string_view text) {
  constexpr std::int64_t kPortMax = 65'535;
  const auto number = ParseInteger(text);
  return number && *number > 0 && *number <= kPortMax;
}

/// Nothing that could end a line of the request, or its target.
bool IsPlain(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return c > ' ' && c < 0x7F && c != '?' && c != '#' && c != '@'; });
}

}  // namespace

std::string Url::Authority() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == (secure ? kHttpsPort : kHttpPort) ? name : name + ":" + port;
}

Url ParseUrl(std::string_view text) {
  const auto wrong = [&] {
    return std::invalid_argument("'" + std::string(text) +
                                 "' is no address such as https://host:port/router/rest");
  };
  Url url;
  std::string_view rest = text;
  url.secure = Take(rest, "https://");
  if ((!url.secure && !Take(rest, "http://")) || !IsPlain(rest)) throw wrong();

  const auto slash = std::min(rest.find('/'), rest.size());
  std::string_view authority = rest.substr(0, slash);
  if (slash != rest.size()) url.path = rest.substr(slash);

  std::string_view port = url.secure ? kHttpsPort : kHttpPort;
  const auto bracket = authority.find(']');  // of [::1]:8080
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
  }
  if (Take(authority, "[")) {
    if (!authority.ends_with(']')) throw wrong();
    authority.remove_suffix(1);
  }
  if (authority.empty() || !IsPort(port)) throw wrong();
  url.host = authority;
  url.port = port;
  return url;
}

}  // namespace ebbtide::top
