#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/gateway.hpp"

namespace ebbtide::gateway {

/// `text` as a gzip file (RFC 1952), or nothing when zlib has no memory for it.
std::optional<std::string> Gzip(std::string_view text);

/// `done`, with the body compressed before it gets there: where the client takes that, and the body
/// is large enough to be worth it.
std::function<void(Reply)> InEncodingOf(const Call& call, std::function<void(Reply)> done);

}  // namespace ebbtide::gateway
