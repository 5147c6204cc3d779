#pragma once

#include <functional>
#include <memory>

#include <soci/soci.h>

#include "store/access.hpp"
#include "store/secret_box.hpp"

namespace ebbtide::store::sql {

/// All arguments must outlive the answer.
std::unique_ptr<Access> MakeAccess(soci::session& session, const SecretBox& box,
                                   std::function<std::int64_t()> next_id);

}  // namespace ebbtide::store::sql
