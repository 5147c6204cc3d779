#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/form.hpp"

namespace ebbtide::protocol {

/// How a call is signed (top-protocol section 4).
enum class SignMethod : std::uint8_t { kMd5, kHmac, kHmacSha256 };

/// `md5`, `hmac` or `hmac-sha256`; nothing for any other text.
std::optional<SignMethod> ParseSignMethod(std::string_view text);
std::string_view ToText(SignMethod method);

/// What is signed: every text parameter but `sign`, then the raw body where there is one.
struct Signed {
  const schema::Parameters& parameters;
  std::string_view raw_body{};
};

/// The signature that a client sends: upper-case hex. Empty values are left out, as the Java and
/// .NET SDKs leave them out; do not send them either.
std::string Sign(const Signed& content, SignMethod method, std::string_view secret);

/// Whether `signature` is right for `secret` by any variant that an SDK in the field uses
/// (section 4.2): empty values kept or dropped; with md5, values that begin with `@` left out;
/// without `method` the legacy forms with the secret in front or at both ends. Upper or lower case.
/// Compares in constant time.
bool Verify(const Signed& content, std::optional<SignMethod> method, std::string_view secret,
            std::string_view signature);

}  // namespace ebbtide::protocol
