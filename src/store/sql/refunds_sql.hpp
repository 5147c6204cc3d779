#pragma once

#include <memory>

#include <soci/soci.h>

#include "store/refunds.hpp"

namespace ebbtide::store::sql {

/// `session` must outlive the answer.
std::unique_ptr<Refunds> MakeRefunds(soci::session& session);

}  // namespace ebbtide::store::sql
