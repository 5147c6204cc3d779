#pragma once

#include <functional>
#include <string>

#include <soci/soci.h>

#include "store/pictures.hpp"

namespace ebbtide::store::sql {

/// What must hold between two calls, whatever calls there were, read straight from the tables:
/// - what is refunded of a line, an order, its postage and a payment is the sum over its refunds
///   that are not closed, and at most what was bought and paid;
/// - a refund's shares add up to its money; nothing belongs to a refund that is not there;
/// - every refund has a gapless chain of events whose hashes recompute, each of which is a row of
///   the life cycle, and which ends in its state and version;
/// - a payment is there for each refund that is being paid or was paid outside, and says the same;
/// - each seller's change list has one present entry for each refund and order, and no gaps;
/// - every picture that a message shows is there, with the content that its digest says.
void Verify(soci::session& session, const Pictures& pictures,
            const std::function<void(std::string)>& report);

}  // namespace ebbtide::store::sql
