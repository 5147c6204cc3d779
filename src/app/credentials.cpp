#include "app/credentials.hpp"

#include <stdexcept>

#include "base/random.hpp"

namespace ebbtide::app {
namespace {

constexpr std::string_view kDecimal = "0123456789";
constexpr std::size_t kAppKeyDigits = 8;
constexpr std::size_t kSecretDigits = 32;   // 128 bits
constexpr std::size_t kSessionDigits = 48;  // 192 bits

/// A first digit of 0 would not survive a client that reads the key as a number.
std::string NewAppKey(store::Access& access) {
  SystemRandom random;
  for (;;) {
    std::string key = "2" + random.Text(kAppKeyDigits - 1, kDecimal);
    if (!access.FindApp(key)) return key;
  }
}

}  // namespace

store::App NewApp(store::Access& access, const std::string& title, Timestamp now,
                  const store::App& wanted) {
  SystemRandom random;
  store::App app{
      .app_key = wanted.app_key.empty() ? NewAppKey(access) : wanted.app_key,
      .secret = wanted.secret.empty() ? random.Text(kSecretDigits, kHexDigits) : wanted.secret,
      .title = title};
  if (access.FindApp(app.app_key)) {
    throw std::runtime_error("app key " + app.app_key + " is taken");
  }
  access.AddApp(app, now);
  return app;
}

std::string NewSessionKey() { return SystemRandom().Text(kSessionDigits, kHexDigits); }

std::pair<refund::PartyKind, std::string> ParseParty(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) {
    throw std::invalid_argument("'" + std::string(text) +
                                "' is not KIND:CODE, such as seller:TESTW");
  }
  try {
    return {refund::ParsePartyKind(text.substr(0, colon)), std::string(text.substr(colon + 1))};
  } catch (const std::invalid_argument&) {
    throw std::invalid_argument("the kind of '" + std::string(text) +
                                "' must be seller, buyer, distributor or customer");
  }
}

}  // namespace ebbtide::app
