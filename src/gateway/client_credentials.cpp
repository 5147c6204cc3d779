#include "gateway/client_credentials.hpp"

#include "base/base64.hpp"
#include "base/text.hpp"

namespace ebbtide::gateway {
namespace {

constexpr std::string_view kId = "client_id";
constexpr std::string_view kSecret = "client_secret";

/// What follows the scheme, without the spaces between; nothing where the scheme is another.
std::optional<std::string_view> BasicOf(std::string_view authorization) {
  const auto scheme = authorization.substr(0, authorization.find(' '));
  if (!EqualIgnoringCase(scheme, "Basic")) return std::nullopt;
  return Trim(authorization.substr(scheme.size()));
}

ClientCredentials Decode(std::string_view basic) {
  ClientCredentials nobody{.id = {}, .secret = {}, .by_header = true};
  const auto text = DecodeBase64(basic);
  const auto colon = text ? text->find(':') : std::string::npos;
  // An & that was not encoded would begin another parameter.
  if (colon == std::string::npos || text->find('&') != std::string::npos) return nobody;
  std::string form(kId);
  form.append("=").append(*text, 0, colon).append("&").append(kSecret).append("=");
  form.append(*text, colon + 1);
  schema::Parameters decoded;
  if (!decoded.AddUrlEncoded(form)) return nobody;
  return {.id = std::string(decoded.Get(kId)),
          .secret = std::string(decoded.Get(kSecret)),
          .by_header = true};
}

}  // namespace

Result<ClientCredentials> ReadClientCredentials(std::string_view authorization,
                                                const schema::Parameters& parameters) {
  const auto id = parameters.Get(kId);
  const auto secret = parameters.Get(kSecret);
  const auto basic = BasicOf(authorization);
  if (!basic) return ClientCredentials{.id = std::string(id), .secret = std::string(secret)};
  if (!secret.empty()) {
    return InvalidArgument(kSecret,
                           "send client_secret or the header Authorization, not both of them");
  }
  auto credentials = Decode(*basic);
  if (!id.empty() && id != credentials.id) {
    return InvalidArgument(kId, "client_id and the header Authorization name different apps");
  }
  return credentials;
}

}  // namespace ebbtide::gateway
