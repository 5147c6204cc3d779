#include "protocol/signature.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/digest.hpp"

namespace ebbtide::protocol {
namespace {

constexpr std::array<std::pair<SignMethod, std::string_view>, 3> kMethods{
    {{SignMethod::kMd5, "md5"},
     {SignMethod::kHmac, "hmac"},
     {SignMethod::kHmacSha256, "hmac-sha256"}}};

enum class Empties : std::uint8_t { kDropped, kKept };

/// Feeds the string to sign: sorted, names and values joined without separators.
void AddContent(const Signed& content, Empties empties, Digest& digest) {
  for (const auto& [name, value] : content.parameters.sorted()) {
    if (name == "sign" || (value.empty() && empties == Empties::kDropped)) continue;
    digest.Add(name).Add(value);
  }
  digest.Add(content.raw_body);
}

std::string SignWith(const Signed& content, Empties empties, SignMethod method,
                     std::string_view secret) {
  if (method == SignMethod::kMd5) {
    Digest digest = Digest::Of(HashKind::kMd5);
    digest.Add(secret);
    AddContent(content, empties, digest);
    digest.Add(secret);
    return std::move(digest).Hex();
  }
  Digest digest =
      Digest::Keyed(method == SignMethod::kHmac ? HashKind::kMd5 : HashKind::kSha256, secret);
  AddContent(content, empties, digest);
  return std::move(digest).Hex();
}

/// What the .NET SDK of 2015 sends: the secret in front only.
std::string SignLegacy(const Signed& content, Empties empties, std::string_view secret) {
  Digest digest = Digest::Of(HashKind::kMd5);
  digest.Add(secret);
  AddContent(content, empties, digest);
  return std::move(digest).Hex();
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::optional<SignMethod> ParseSignMethod(std::string_view text) {
  for (const auto& [method, name] : kMethods) {
    if (name == text) return method;
  }
  return std::nullopt;
}

std::string_view ToText(SignMethod method) {
  return std::ranges::find(kMethods, method, &std::pair<SignMethod, std::string_view>::first)
      ->second;
}

std::string Sign(const Signed& content, SignMethod method, std::string_view secret) {
  std::string hex = SignWith(content, Empties::kDropped, method, secret);
  std::ranges::transform(hex, hex.begin(), Upper);
  return hex;
}

bool Verify(const Signed& content, std::optional<SignMethod> method, std::string_view secret,
            std::string_view signature) {
  std::string wanted(signature);
  std::ranges::transform(wanted, wanted.begin(), Lower);
  const auto is = [&](const std::string& candidate) {
    return EqualInConstantTime(candidate, wanted);
  };
  const auto& parameters = content.parameters.sorted();
  const bool has_empties =
      std::ranges::any_of(parameters, [](const auto& one) { return one.value.empty(); });

  if (method) {
    return is(SignWith(content, Empties::kDropped, *method, secret)) ||
           (has_empties && is(SignWith(content, Empties::kKept, *method, secret)));
  }
  for (const Empties empties : {Empties::kDropped, Empties::kKept}) {
    if (is(SignLegacy(content, empties, secret)) ||
        is(SignWith(content, empties, SignMethod::kMd5, secret))) {
      return true;
    }
  }
  return false;
}

}  // namespace ebbtide::protocol
