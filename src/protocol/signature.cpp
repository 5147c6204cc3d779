#include "protocol/signature.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/digest.hpp"
#include "base/sink.hpp"

namespace ebbtide::protocol {
namespace {

constexpr std::array<std::pair<SignMethod, std::string_view>, 3> kMethods{
    {{SignMethod::kMd5, "md5"},
     {SignMethod::kHmac, "hmac"},
     {SignMethod::kHmacSha256, "hmac-sha256"}}};

/// Which parameters an SDK leaves out of what it signs (section 4.2).
struct Rule {
  bool empties = false;
  bool files = false;  ///< `@path`, the classic PHP SDK's old notation of an upload
};

bool IsFile(std::string_view value) { return value.starts_with('@'); }

/// The string to sign, but for a raw body at its end: sorted, names and values joined without
/// separators.
std::string ContentOf(const Signed& content, Rule leave_out) {
  const auto& parameters = content.parameters.sorted();
  std::size_t size = 0;
  for (const auto& [name, value] : parameters) size += name.size() + value.size();
  std::string text;
  text.reserve(size);
  {
    Sink out(text);
    for (const auto& [name, value] : parameters) {
      const bool left_out =
          (leave_out.empties && value.empty()) || (leave_out.files && IsFile(value));
      if (!left_out && name != "sign") out.Put(name).Put(value);
    }
  }
  return text;
}

DigestBytes SignWith(const Signed& content, Rule rule, SignMethod method, std::string_view secret) {
  const std::string text = ContentOf(content, rule);
  if (method == SignMethod::kMd5) {
    Digest digest = Digest::Of(HashKind::kMd5);
    digest.Add(secret).Add(text).Add(content.raw_body).Add(secret);
    return std::move(digest).Bytes();
  }
  Digest digest =
      Digest::Keyed(method == SignMethod::kHmac ? HashKind::kMd5 : HashKind::kSha256, secret);
  digest.Add(text).Add(content.raw_body);
  return std::move(digest).Bytes();
}

/// What the .NET SDK of 2015 sends: the secret in front only.
DigestBytes SignLegacy(const Signed& content, Rule rule, std::string_view secret) {
  Digest digest = Digest::Of(HashKind::kMd5);
  digest.Add(secret).Add(ContentOf(content, rule)).Add(content.raw_body);
  return std::move(digest).Bytes();
}

/// Whether `holds` of one of the rules by which this call may have been signed. Only the classic
/// PHP SDK leaves files out, and it says md5: nobody else's `@` may be changed on its way.
template <class Holds>
bool AnyRule(const Signed& content, std::optional<SignMethod> method, Holds holds) {
  const auto& parameters = content.parameters.sorted();
  const auto any = [&](auto is) {
    return std::ranges::any_of(parameters, [&](const auto& one) { return is(one.value); });
  };
  if (holds(Rule{.empties = true})) return true;
  if (any([](std::string_view value) { return value.empty(); }) && holds(Rule{})) return true;
  return method == SignMethod::kMd5 && any(IsFile) &&
         (holds(Rule{.empties = true, .files = true}) ||
          holds(Rule{.empties = false, .files = true}));
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
  std::string hex = ToHex(SignWith(content, {.empties = true}, method, secret).view());
  std::ranges::transform(hex, hex.begin(), Upper);
  return hex;
}

bool Verify(const Signed& content, std::optional<SignMethod> method, std::string_view secret,
            std::string_view signature) {
  const auto sent = DigestBytes::FromHex(signature);
  if (!sent) return false;
  const auto is = [&](const DigestBytes& candidate) {
    return EqualInConstantTime(candidate.view(), sent->view());
  };
  return AnyRule(content, method, [&](const Rule& rule) {
    if (method) return is(SignWith(content, rule, *method, secret));
    return is(SignLegacy(content, rule, secret)) ||
           is(SignWith(content, rule, SignMethod::kMd5, secret));
  });
}

}  // namespace ebbtide::protocol
