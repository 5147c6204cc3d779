#include <array>
#include <map>
#include <optional>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz.hpp"
#include "protocol/signature.hpp"

/// A line `SECRET SIGNATURE`, a line of parameters as a form, and a raw body. Holds true: the
/// string to sign is the one that the protocol describes; what is signed is verified, in any case
/// of its letters, and with `sign` in it; nothing else is, neither a signature of one other digit
/// nor one over other parameters.
namespace ebbtide::fuzz {
namespace {

using protocol::Signed;
using protocol::SignMethod;
using schema::Parameters;

constexpr std::array kMethods{SignMethod::kMd5, SignMethod::kHmac, SignMethod::kHmacSha256};

/// The protocol's own words: sorted, joined, without `sign` and what is empty.
std::string StringToSign(const Signed& content) {
  std::map<std::string, std::string> sorted;
  for (const auto& [name, value] : content.parameters.sorted()) {
    if (name != "sign" && !value.empty()) sorted.emplace(name, value);
  }
  std::string text;
  for (const auto& [name, value] : sorted) text.append(name).append(value);
  return text.append(content.raw_body);
}

std::string Reference(const std::string& text, SignMethod method, const std::string& secret) {
  auto digest =
      method == SignMethod::kMd5
          ? Digest::Of(HashKind::kMd5)
          : Digest::Keyed(method == SignMethod::kHmac ? HashKind::kMd5 : HashKind::kSha256, secret);
  digest.Add(method == SignMethod::kMd5 ? secret + text + secret : text);
  return std::move(digest).Hex();
}

/// Nothing that one SDK signs and another leaves out.
bool IsSignedByAllAlike(const Parameters& parameters) {
  for (const auto& [name, value] : parameters.sorted()) {
    if (name == "sign" || value.empty() || value.starts_with('@')) return false;
  }
  return true;
}

void CheckTampered(const Signed& content, SignMethod method, std::string_view secret,
                   const std::string& sign) {
  std::string other = sign;
  other.front() = other.front() == '0' ? '1' : '0';
  Require(!Verify(content, method, secret, other), "another signature is not taken", other);
  Require(!Verify(content, method, secret, sign.substr(1)), "half a signature is not taken");
  if (!IsSignedByAllAlike(content.parameters) || content.parameters.sorted().empty()) return;

  Parameters changed;
  for (const auto& [name, value] : content.parameters.sorted()) {
    if (!changed.Add(name, value)) return;
  }
  const auto& last = content.parameters.sorted().back();
  if (!changed.Add(last.name, std::string(last.value) + "x")) return;
  Require(!Verify({.parameters = changed, .raw_body = content.raw_body}, method, secret, sign),
          "other parameters are not taken", FormOf(changed));
}

void CheckMethod(const Signed& content, SignMethod method, const std::string& secret) {
  const std::string sign = Sign(content, method, secret);
  Require(ToLower(sign) == Reference(StringToSign(content), method, secret),
          "the string to sign is the protocol's", StringToSign(content));
  Require(Verify(content, method, secret, sign), "what is signed is verified", sign);
  Require(Verify(content, method, secret, ToLower(sign)), "in lower case too", sign);
  CheckTampered(content, method, secret, sign);
}

void Check(std::string_view text) {
  auto words = Take(text, '\n');
  const std::string secret(Take(words, ' '));
  const auto form = Take(text, '\n');
  Parameters parameters;
  if (!parameters.AddUrlEncoded(form)) return;
  const Signed content{.parameters = parameters, .raw_body = text};
  for (const auto method : kMethods) {
    CheckMethod(content, method, secret);
    Verify(content, method, secret, words);
  }
  Require(Verify(content, std::nullopt, secret, Sign(content, SignMethod::kMd5, secret)),
          "md5 needs no name");
  Verify(content, std::nullopt, secret, words);

  Parameters with_sign;
  if (!with_sign.AddUrlEncoded(form) || !with_sign.Add("sign", words)) return;
  Require(Sign({.parameters = with_sign, .raw_body = text}, SignMethod::kHmacSha256, secret) ==
              Sign(content, SignMethod::kHmacSha256, secret),
          "the signature is not part of what is signed");
}

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz::Check(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
