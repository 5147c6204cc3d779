#pragma once

#include <soci/soci.h>

#include "base/clock.hpp"

namespace ebbtide::store::sql {

/// Brings the tables up to date, each step in a transaction of its own. Throws when the store was
/// written by a newer Ebbtide. Safe when several processes start together.
void Migrate(soci::session& session, Timestamp now);

}  // namespace ebbtide::store::sql
