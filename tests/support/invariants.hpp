#pragma once

#include <string>
#include <vector>

#include "support/database.hpp"

namespace ebbtide::test {

/// What must hold between two calls, whatever calls there were; a line for each place where it does
/// not. Read straight from the tables:
/// - a line's refunded money and pieces are the sums over its refunds that are not closed, and at
///   most what was paid and bought; the same for an order (with postage) and for each payment;
/// - a refund's shares add up to its money; nothing belongs to a refund that is not there;
/// - every refund has a gapless chain of events whose hashes recompute and which ends in its state;
/// - every batch has a refund, and every refund of a batch is of the batch's order.
std::vector<std::string> BrokenInvariants(Database& database);

}  // namespace ebbtide::test
