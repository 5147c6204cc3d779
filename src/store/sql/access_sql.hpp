#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <soci/soci.h>

#include "store/access.hpp"
#include "store/secret_box.hpp"

namespace ebbtide::store::sql {

/// `moment` tells states of the store apart, inside a snapshot: what was read at the same one need
/// not be read again. All arguments must outlive the answer.
std::unique_ptr<Access> MakeAccess(soci::session& session, const SecretBox& box,
                                   const std::optional<std::int64_t>& moment,
                                   std::function<std::int64_t()> next_id);

}  // namespace ebbtide::store::sql
