#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "refund/details.hpp"
#include "service/context.hpp"

/// Orders that come in through methods.
namespace ebbtide::service {

/// An order without numbers.
struct NewOrder {
  refund::Order order;
  std::string scope;   ///< of its key: see `store::OrderKey`
  std::string digest;  ///< of what it is made from
  std::vector<refund::OrderLine> lines;
  std::optional<refund::Receiver> receiver;
};

struct Placed {
  refund::OrderId order;
  std::vector<refund::LineId> lines;  ///< in the order of `NewOrder::lines`
};

/// Writes the order under new numbers, one for both where it has one line, except at WDK; its times
/// and version are set here. Idempotent by its key, for ever: the same content again gives the same
/// numbers, other content is refused
/// (`isv.order-already-exist`). Only in a write transaction.
Result<Placed> Place(NewOrder order, const Context& context);

/// The key of an order whose scope is the buyer: whichever seller it went to, it is used up.
struct BuyersKey {
  store::Party buyer;
  refund::Channel channel;
  std::string_view out_order_id;
};

/// The orders under that key, all placed together; none when the key is new. Refused
/// (`isv.invalid-parameter:out_order_id`) when they were made from other content.
Result<std::vector<refund::OrderId>> FindPlaced(const BuyersKey& key, std::string_view digest,
                                                const Context& context);

}  // namespace ebbtide::service
