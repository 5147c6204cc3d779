#pragma once

#include <memory>

#include <soci/soci.h>

#include "store/orders.hpp"

namespace ebbtide::store::sql {

/// `session` must outlive the answer.
std::unique_ptr<Orders> MakeOrders(soci::session& session);

}  // namespace ebbtide::store::sql
