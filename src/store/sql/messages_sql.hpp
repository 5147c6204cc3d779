#pragma once

#include <memory>

#include <soci/soci.h>

#include "store/items.hpp"
#include "store/messages.hpp"
#include "store/payouts.hpp"

namespace ebbtide::store::sql {

/// `session` must outlive the answers.
std::unique_ptr<Messages> MakeMessages(soci::session& session);
std::unique_ptr<Payouts> MakePayouts(soci::session& session);
std::unique_ptr<Items> MakeItems(soci::session& session);
std::unique_ptr<TaxAudits> MakeTaxAudits(soci::session& session);

}  // namespace ebbtide::store::sql
