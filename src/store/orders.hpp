#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refund/details.hpp"
#include "refund/guard.hpp"
#include "refund/order.hpp"

namespace ebbtide::store {

/// Names an order by the caller's own number; what is unique about it (refund-domain section 10).
struct OrderKey {
  refund::PartyId seller;
  refund::Channel channel;
  std::string_view scope;  ///< WDK: shop; EPP: distributor; otherwise empty
  std::string_view out_order_id;
};

/// An order that is already there, and what it was made from.
struct KnownOrder {
  refund::OrderId id;
  std::string content_digest;
};

/// Orders and their lines. Reads take the caller's scope: there is none without.
class Orders {
 public:
  virtual ~Orders() = default;

  /// The seller's order; nothing when there is none or it is another seller's.
  virtual std::optional<refund::Order> Find(refund::PartyId seller, refund::OrderId id) = 0;

  /// A line of that order.
  virtual std::optional<refund::OrderLine> FindLine(refund::OrderId order, refund::LineId id) = 0;

  /// The line under the caller's number for it.
  virtual std::optional<refund::LineId> FindLineId(refund::OrderId order,
                                                   std::string_view out_line_id) = 0;

  /// How the order was paid, by ascending channel code.
  virtual std::vector<refund::Payment> PaymentsOf(refund::OrderId order) = 0;

  virtual std::optional<KnownOrder> FindByKey(const OrderKey& key) = 0;

  /// The rest writes. Each guard is one conditional write that says whether it took place:
  /// it does not where more would be refunded than was paid or bought.
  virtual bool ReserveOrder(refund::OrderId order, Fen total) = 0;
  virtual bool ReserveLine(refund::LineId line, const refund::Claimed& claimed) = 0;
  virtual bool ReservePayment(refund::OrderId order, std::int64_t channel_code, Fen amount) = 0;

  /// Throws when the id is taken.
  virtual void Insert(const refund::Order& order, std::string_view scope,
                      std::string_view content_digest) = 0;
  virtual void InsertLine(const refund::OrderLine& line, const refund::Order& order) = 0;
  virtual void InsertWdkLine(refund::LineId line, const refund::WdkLine& details) = 0;
  virtual void InsertPayment(refund::OrderId order, const refund::Payment& payment) = 0;

  /// Whether a number is already an order's or a line's, whoever's.
  virtual bool IsOrderIdTaken(refund::OrderId id) = 0;
  virtual bool IsLineIdTaken(refund::LineId id) = 0;
};

}  // namespace ebbtide::store
