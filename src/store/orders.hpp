#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refund/details.hpp"
#include "refund/guard.hpp"
#include "refund/order.hpp"
#include "store/page.hpp"
#include "store/scope.hpp"

namespace ebbtide::store {

/// Names an order by the caller's own number; what is unique about it (refund-domain section 10).
struct OrderKey {
  refund::PartyId seller;
  refund::Channel channel;
  std::string_view scope;  ///< WDK: shop; EPP, Openmall, Xiaoman: buyer; otherwise empty
  std::string_view out_order_id;
};

/// An order that is already there, and what it was made from.
struct KnownOrder {
  refund::OrderId id;
  std::string content_digest;
};

/// A line with the last refund of it, as trades show it.
struct LineView {
  refund::OrderLine line;
  refund::RefundId last_refund;  ///< none where there was none
  refund::State last_state = refund::State::kApplied;
  refund::State last_came_from = refund::State::kApplied;
  Fen given_back{};  ///< by refunds that are done, without postage
};

/// An order with the codes of its parties.
struct OrderView {
  refund::Order order;
  std::string seller_code;
  std::string buyer_code;
};

/// Narrows a list of orders; what is empty does not.
struct OrderFilter {
  Window window;
  std::vector<refund::OrderState> states;
  /// Tell orders of one state apart: whether it was ever paid; whether at `as_of` a line of it was
  /// on its way; whether it was still held back from being shipped then.
  std::optional<bool> was_paid{};
  std::optional<bool> any_shipped{};
  std::optional<bool> held{};
  Timestamp as_of{};
  std::optional<refund::Channel> channel;
  std::string buyer_code;
  std::string shop_id;
  std::vector<std::string> store_ids;
  std::optional<std::int64_t> order_from;
  std::optional<std::int64_t> order_client;
};

/// Orders and their lines. Reads take the caller's scope.
class Orders {
 public:
  virtual ~Orders() = default;

  /// The order; nothing when there is none or it is out of scope.
  virtual std::optional<refund::Order> Find(const Scope& scope, refund::OrderId id) = 0;
  virtual std::optional<OrderView> FindView(const Scope& scope, refund::OrderId id) = 0;

  /// A line of that order; the order was found by a scope.
  virtual std::optional<refund::OrderLine> FindLine(refund::OrderId order, refund::LineId id) = 0;
  /// All of them, in their order.
  virtual std::vector<LineView> LinesOf(refund::OrderId order) = 0;
  virtual std::optional<refund::WdkLine> FindWdkLine(refund::LineId line) = 0;

  /// The line under the caller's number for it.
  virtual std::optional<refund::LineId> FindLineId(refund::OrderId order,
                                                   std::string_view out_line_id) = 0;
  /// The order of a line.
  virtual std::optional<refund::OrderId> FindOrderOfLine(const Scope& scope,
                                                         refund::LineId line) = 0;

  /// How the order, as just read, was paid, by ascending channel code.
  virtual std::vector<refund::Payment> PaymentsOf(const refund::Order& order) = 0;
  virtual refund::Receiver ReceiverOf(refund::OrderId order) = 0;
  virtual refund::OpenmallOrder OpenmallOf(refund::OrderId order) = 0;

  virtual std::optional<KnownOrder> FindByKey(const OrderKey& key) = 0;
  /// What a seller sold under a number of the caller's, or of Taobao's; oldest first.
  virtual std::vector<refund::OrderId> FindBySeller(refund::PartyId seller, refund::Channel channel,
                                                    std::string_view out_order_id) = 0;
  virtual std::vector<refund::OrderId> FindByTaobaoOrder(refund::PartyId seller,
                                                         refund::Channel channel,
                                                         std::int64_t tb_order_id) = 0;
  /// What a buyer ordered under a number of its own, of any seller, oldest first.
  virtual std::vector<refund::OrderId> FindByBuyer(refund::PartyId buyer, refund::Channel channel,
                                                   std::string_view out_order_id) = 0;

  /// The seller's orders whose last change up to the window's end lies in the window: a set that
  /// stays as it is once that end has passed, however the orders move on.
  virtual Listed<refund::OrderId> Changed(refund::PartyId seller, const OrderFilter& filter,
                                          const Page& page) = 0;
  /// The seller's orders that were made in the window.
  virtual Listed<refund::OrderId> Created(refund::PartyId seller, const OrderFilter& filter,
                                          const Page& page) = 0;

  /// The rest writes. Each guard is one conditional write that says whether it took place:
  /// it does not where more would be refunded than was paid or bought.
  virtual bool ReserveOrder(refund::OrderId order, const refund::Claimed& claimed) = 0;
  virtual bool ReserveLine(refund::LineId line, const refund::Claimed& claimed) = 0;
  virtual bool ReservePayment(refund::OrderId order, std::int64_t channel_code, Fen amount) = 0;
  /// The same taken back; throws where less is held than is to be given back.
  virtual void ReleaseOrder(refund::OrderId order, const refund::Claimed& claimed) = 0;
  virtual void ReleaseLine(refund::LineId line, const refund::Claimed& claimed) = 0;
  virtual void ReleasePayment(refund::OrderId order, std::int64_t channel_code, Fen amount) = 0;

  /// Writes state, times and version, if the order, which was read with it, still has `version`.
  /// The amounts are the guards'.
  virtual bool Save(const refund::Order& order, std::int64_t version) = 0;
  /// Marks the line as shipped; false when it was.
  virtual bool ShipLine(const refund::OrderLine& line) = 0;

  /// Throws when the id is taken.
  virtual void Insert(const refund::Order& order, std::string_view scope,
                      std::string_view content_digest) = 0;
  virtual void InsertLine(const refund::OrderLine& line, const refund::Order& order) = 0;
  virtual void InsertWdkLine(refund::LineId line, const refund::WdkLine& details) = 0;
  /// One of several; not of an order that was paid through one channel.
  virtual void InsertPayment(refund::OrderId order, const refund::Payment& payment) = 0;
  virtual void InsertReceiver(refund::OrderId order, const refund::Receiver& receiver) = 0;
  virtual void PutOpenmall(refund::OrderId order, const refund::OpenmallOrder& details) = 0;

  /// Whether a number is already an order's or a line's, whoever's.
  virtual bool IsOrderIdTaken(refund::OrderId id) = 0;
  virtual bool IsLineIdTaken(refund::LineId id) = 0;
};

}  // namespace ebbtide::store
