#pragma once

#include <functional>
#include <memory>

#include <soci/soci.h>

#include "store/access.hpp"
#include "store/changes.hpp"
#include "store/secret_box.hpp"

namespace ebbtide::store::sql {

/// What has not changed by `changes` is not read again; of what is changed here `has_changed` is
/// told. All arguments must outlive the answer.
std::unique_ptr<Access> MakeAccess(soci::session& session, const SecretBox& box,
                                   const Changes& changes, std::function<void()> has_changed,
                                   std::function<std::int64_t()> next_id);

}  // namespace ebbtide::store::sql
