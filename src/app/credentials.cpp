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

store::App NewApp(store::Access& access, store::App wanted, Timestamp now) {
  if (wanted.app_key.empty()) wanted.app_key = NewAppKey(access);
  if (wanted.secret.empty()) wanted.secret = NewSecret();
  if (access.FindApp(wanted.app_key)) {
    throw std::runtime_error("app key " + wanted.app_key + " is taken");
  }
  access.AddApp(wanted, now);
  return wanted;
}

std::string NewSecret() { return SystemRandom().Text(kSecretDigits, kHexDigits); }

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
