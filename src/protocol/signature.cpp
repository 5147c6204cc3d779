#include "protocol/signature.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace ebbtide::protocol {
namespace {

constexpr std::array<std::pair<SignMethod, std::string_view>, 3> kMethods{
    {{SignMethod::kMd5, "md5"},
     {SignMethod::kHmac, "hmac"},
     {SignMethod::kHmacSha256, "hmac-sha256"}}};

constexpr std::size_t kTypicalContentBytes = 1024;

/// Which parameters an SDK leaves out of what it signs (section 4.2).
struct Rule {
  bool empties = false;
  bool files = false;  ///< `@path`, the classic PHP SDK's old notation of an upload
};

bool IsFile(std::string_view value) { return value.starts_with('@'); }

/// The string to sign, but for a raw body at its end: sorted, names and values joined without
/// separators.
std::string ContentOf(const Signed& content, Rule leave_out) {
  std::string text;
  text.reserve(kTypicalContentBytes);
  for (const auto& [name, value] : content.parameters.sorted()) {
    const bool left_out =
        (leave_out.empties && value.empty()) || (leave_out.files && IsFile(value));
    if (name != "sign" && !left_out) text.append(name).append(value);
  }
  return text;
}

std::string SignWith(const Signed& content, Rule rule, SignMethod method, std::string_view secret) {
  const std::string text = ContentOf(content, rule);
  if (method == SignMethod::kMd5) {
    Digest digest = Digest::Of(HashKind::kMd5);
    digest.Add(secret).Add(text).Add(content.raw_body).Add(secret);
    return std::move(digest).Hex();
  }
  Digest digest =
      Digest::Keyed(method == SignMethod::kHmac ? HashKind::kMd5 : HashKind::kSha256, secret);
  digest.Add(text).Add(content.raw_body);
  return std::move(digest).Hex();
}

/// What the .NET SDK of 2015 sends: the secret in front only.
std::string SignLegacy(const Signed& content, Rule rule, std::string_view secret) {
  Digest digest = Digest::Of(HashKind::kMd5);
  digest.Add(secret).Add(ContentOf(content, rule)).Add(content.raw_body);
  return std::move(digest).Hex();
}

/// The rules by which this call may have been signed. Only the classic PHP SDK leaves files out,
/// and it says md5: nobody else's `@` may be changed on its way.
std::vector<Rule> RulesFor(const Signed& content, std::optional<SignMethod> method) {
  const auto& parameters = content.parameters.sorted();
  const auto any = [&](auto holds) {
    return std::ranges::any_of(parameters, [&](const auto& one) { return holds(one.value); });
  };
  std::vector<Rule> rules{{.empties = true}};
  if (any([](std::string_view value) { return value.empty(); })) rules.push_back({});
  if (method == SignMethod::kMd5 && any(IsFile)) {
    rules.push_back({.empties = true, .files = true});
    rules.push_back({.empties = false, .files = true});
  }
  return rules;
}

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
  std::string hex = SignWith(content, {.empties = true}, method, secret);
  std::ranges::transform(hex, hex.begin(), Upper);
  return hex;
}

bool Verify(const Signed& content, std::optional<SignMethod> method, std::string_view secret,
            std::string_view signature) {
  const std::string wanted = ToLower(signature);
  const auto is = [&](const std::string& candidate) {
    return EqualInConstantTime(candidate, wanted);
  };
  return std::ranges::any_of(RulesFor(content, method), [&](const Rule& rule) {
    if (method) return is(SignWith(content, rule, *method, secret));
    return is(SignLegacy(content, rule, secret)) ||
           is(SignWith(content, rule, SignMethod::kMd5, secret));
  });
}

}  // namespace ebbtide::protocol
