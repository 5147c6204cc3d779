#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "refund/details.hpp"
#include "refund/life_cycle.hpp"
#include "refund/refund.hpp"

namespace ebbtide::store {

/// The last refund of a sub-order; `last` is empty when there was none.
struct LineStatus {
  refund::LineId line;
  refund::OrderId order;
  std::optional<refund::Refund> last;  ///< id, state, came_from and modified only
};

/// A WDK refund with all that its DTO shows.
struct WdkRefundView {
  refund::Refund refund;
  refund::Order order;
  refund::OrderLine line;
  refund::WdkLine wdk_line;
  refund::WdkRefund wdk;
  std::string merchant_code;
  std::string buyer_code;
  std::string out_batch_id;
};

/// Narrows a query; what is empty or unset does not.
struct WdkFilter {
  std::optional<std::int64_t> order_from;
  std::string shop_id;
  std::string store_id;
};

/// Part of a refund that goes back through one payment channel.
struct ChannelShare {
  std::int64_t channel_code = 0;
  Fen amount;
};

/// An EPP refund with all that its DTO shows.
struct EppRefundView {
  refund::Refund refund;
  refund::Order order;
  refund::OrderLine line;
  std::string distributor_code;
  refund::ReturnContact contact;
  refund::ReturnDelivery delivery;
};

struct XiaomanRefundView {
  refund::XiaomanRefund words;
  Timestamp modified;
};

/// Refunds that were applied for together, under the caller's key.
struct Batch {
  refund::BatchId id;
  std::string app_key;
  refund::PartyId seller;
  std::string out_batch_id;
  refund::OrderId order;
  std::string content_digest;
  Timestamp created;
};

/// One change of a refund: a row of the audit trail that is also the outbox. Each row carries the
/// hash of the one before it of the same refund.
struct RefundEvent {
  refund::RefundId refund;
  std::string_view event;
  refund::Actor actor = refund::Actor::kSystem;
  std::string_view actor_name;  ///< app key, or what else tells who
  std::optional<refund::State> before;
  refund::State after = refund::State::kApplied;
  Fen amount;
  std::string_view topic;  ///< of TMC; empty when nothing is published
  std::string_view request_id;
  Timestamp at;
};

/// Refunds. Reads take the caller's scope: there is none without.
class Refunds {
 public:
  virtual ~Refunds() = default;

  /// The seller's sub-orders under a main order number, in their order; none when the number is
  /// not a main order of the seller's.
  virtual std::vector<LineStatus> StatusOfOrder(refund::PartyId seller, refund::OrderId order) = 0;

  /// The seller's sub-order with that number.
  virtual std::optional<LineStatus> StatusOfLine(refund::PartyId seller, refund::LineId line) = 0;

  virtual std::optional<WdkRefundView> FindWdk(refund::PartyId seller, refund::RefundId id,
                                               const WdkFilter& filter) = 0;
  /// Numbers of a sub-order's refunds, ascending.
  virtual std::vector<refund::RefundId> IdsOfLine(refund::PartyId seller, refund::LineId line) = 0;
  virtual std::vector<ChannelShare> SharesOf(refund::RefundId id) = 0;

  /// The refund of that order, if the order's distributor is bound to the app.
  virtual std::optional<EppRefundView> FindEpp(std::string_view app_key, refund::RefundId id,
                                               std::string_view out_order_id) = 0;
  /// Addresses of the evidence pictures, in the order given.
  virtual std::vector<std::string> PicturesOf(refund::RefundId id) = 0;

  /// The customer's order line under the number that the customer knows; nothing when it is not
  /// theirs.
  virtual std::optional<refund::LineId> FindXiaomanLine(refund::PartyId customer,
                                                        std::string_view out_line_id) = 0;
  virtual std::vector<XiaomanRefundView> XiaomanRefundsOf(refund::LineId line) = 0;

  virtual std::optional<Batch> FindBatch(std::string_view app_key, refund::PartyId seller,
                                         std::string_view out_batch_id) = 0;

  /// The rest writes. `Insert` makes the refund the last one of its line.
  virtual void InsertBatch(const Batch& batch) = 0;
  virtual void Insert(const refund::Refund& refund) = 0;
  virtual void InsertWdk(refund::RefundId id, const refund::WdkRefund& details) = 0;
  virtual void InsertXiaoman(refund::RefundId id, const refund::XiaomanRefund& words) = 0;
  virtual void InsertReturn(refund::RefundId id, const refund::ReturnContact& contact,
                            const refund::ReturnDelivery& delivery) = 0;
  virtual void InsertPicture(refund::RefundId id, std::int64_t position, std::string_view url) = 0;
  virtual void InsertShare(refund::RefundId id, const ChannelShare& share) = 0;
  virtual void AppendEvent(const RefundEvent& event) = 0;
  virtual bool IsIdTaken(refund::RefundId id) = 0;
};

}  // namespace ebbtide::store
