#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

/// The bytes that RFC 4648 base64 stands for; with its padding, in one line, and in the one form in
/// which an encoder writes them: anything else is nothing.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace ebbtide
