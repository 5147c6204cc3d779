#pragma once

#include <string_view>

#include "gateway/gateway.hpp"
#include "service/endpoint.hpp"

namespace ebbtide::fuzz {

/// What holds of every answer, be it to a call of `endpoint` (nullptr: not known) or not: its bytes
/// are UTF-8 and what its Content-Type says; a client can read it; it is not our fault; read and
/// written again it is the same. Gives whether it is an error.
bool CheckAnswer(std::string_view body, std::string_view content_type,
                 const service::Endpoint* endpoint);

}  // namespace ebbtide::fuzz
