#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "refund/details.hpp"
#include "refund/life_cycle.hpp"
#include "refund/refund.hpp"
#include "store/page.hpp"
#include "store/scope.hpp"

namespace ebbtide::store {

/// What a question for a status asks of a refund.
struct RefundStatus {
  refund::RefundId id;
  refund::State state;
  refund::State came_from;
  Timestamp modified;
};

/// The last refund of a sub-order; `last` is empty when there was none.
struct LineStatus {
  refund::LineId line;
  refund::OrderId order;
  std::optional<RefundStatus> last;
};

/// Part of a refund that goes back through one payment channel.
struct ChannelShare {
  std::int64_t channel_code = 0;
  Fen amount;
};

/// What WDK shows of a refund. Answers hold many, so that it is no more than that, and its
/// texts are good only while it is shown. What is to be moved is a refund::Refund.
struct WdkRefundView {
  refund::RefundId id;
  refund::State state = refund::State::kApplied;
  refund::Arbitration arbitration = refund::Arbitration::kNone;
  refund::Phase phase = refund::Phase::kOnSale;
  Fen amount;  ///< without postage
  Fen post_fee;
  Quantity quantity;
  Timestamp created;
  Timestamp ended;
  std::string_view out_refund_id;
  refund::BatchId batch;
  std::string_view out_batch_id;
  std::vector<ChannelShare> shares;  ///< ascending by channel

  // As in refund::WdkRefund.
  std::int64_t refund_type = 0;
  std::string_view sync_status;
  std::string_view operator_id;
  std::string_view operator_name;
  Timestamp batch_time;
  std::string_view actual_refund_quantity;
  std::string_view attributes;

  refund::OrderId order;
  std::string_view out_order_id;
  std::string_view shop_id;
  std::string_view out_shop_id;
  std::string_view store_id;
  std::int64_t tb_order_id = 0;
  std::int64_t order_from = 0;
  std::int64_t order_client = 0;
  std::string_view buyer_code;

  refund::LineId line;
  std::string_view out_line_id;
  std::string_view sku_code;
  std::string_view out_sku_code;
  std::string_view item_code;
  Quantity bought;

  // As in refund::WdkLine; nothing of a line that has none.
  std::int64_t tb_line_id = 0;
  std::string_view stock_unit;
  std::string_view sale_unit;
  std::string_view sell_unit;
  std::string_view buy_amount_stock;
  std::string_view pick_amount_stock;
  std::string_view ns_quantity;
  std::string_view actual_pick_quantity;
  std::string_view promise_status;
  std::string_view trade_attributes;
};

/// Narrows a query; what is empty or unset does not.
struct WdkFilter {
  std::optional<std::int64_t> order_from;
  std::string shop_id;
  std::string store_id;
};

/// A refund with what Taobao and Openmall show of it.
struct RefundView {
  refund::Refund refund;
  refund::Order order;
  refund::OrderLine line;
  std::string seller_code;
  std::string buyer_code;
  refund::ReturnContact contact;
  refund::ReturnDelivery delivery;
};

/// What EPP shows of a refund.
struct EppRefundView {
  refund::RefundId id;
  refund::State state = refund::State::kApplied;
  refund::Claim claim = refund::Claim::kRefundOnly;
  Fen amount;
  Quantity quantity;
  std::string reason;
  std::string buyer_message;
  std::string refuse_reason;
  Timestamp created;
  Timestamp ended;
  Timestamp due;
  refund::ReturnContact contact;
  refund::ReturnDelivery delivery;

  refund::OrderId order;
  Fen order_paid;
  refund::PartyId buyer;
  std::string buyer_code;

  refund::LineId line;
  std::string item_code;
  std::string title;
  std::int64_t sku_id = 0;
  std::string sku_title;
  Fen price;
  Quantity bought;
};

/// Narrows a list of refunds; what is empty does not.
struct RefundFilter {
  Window window;
  /// As Taobao shows it: of a refund that is being paid the state that it came from.
  std::optional<refund::State> shown;
  std::optional<refund::Channel> channel;
  std::string seller_code;
  std::string buyer_code;
  std::string shop_id;
  std::vector<std::string> store_ids;
  std::optional<std::int64_t> order_from;
  std::optional<std::int64_t> order_client;
};

struct XiaomanRefundView {
  refund::RefundId id;
  refund::XiaomanRefund words;
  Timestamp modified;
};

/// Refunds that were applied for together, under the caller's key.
struct Batch {
  refund::BatchId id;
  std::string app_key;
  refund::PartyId owner;  ///< whose key it is: seller, distributor or customer
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
  std::int64_t version = 0;  ///< of the refund after it
  std::string_view detail;   ///< what else there is to know: reasons, former amounts
};

/// A past event, as far as a repeated call is recognised by it.
struct PastEvent {
  std::string event;
  std::string actor;
  std::int64_t version = 0;
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

  /// Calls `show` with those of `ids`, each named once, that are WDK refunds of the seller's and
  /// pass `filter`; in the order of `ids`.
  virtual void ShowWdk(refund::PartyId seller, std::span<const refund::RefundId> ids,
                       const WdkFilter& filter,
                       const std::function<void(const WdkRefundView&)>& show) = 0;
  /// Numbers of a sub-order's refunds, ascending.
  virtual std::vector<refund::RefundId> IdsOfLine(refund::PartyId seller, refund::LineId line) = 0;
  virtual std::vector<ChannelShare> SharesOf(refund::RefundId id) = 0;

  virtual std::optional<refund::Refund> Find(const Scope& scope, refund::RefundId id) = 0;
  virtual std::optional<RefundView> FindView(const Scope& scope, refund::RefundId id) = 0;
  /// The refunds of an order that was found by a scope, oldest first.
  virtual std::vector<refund::Refund> OfOrder(refund::OrderId order) = 0;

  /// The seller's refunds whose last change up to the window's end lies in the window: a set that
  /// stays as it is once that end has passed, however the refunds move on. A status is asked of the
  /// refund as it stood then.
  virtual Listed<refund::RefundId> Changed(refund::PartyId seller, const RefundFilter& filter,
                                           const Page& page) = 0;
  /// The refunds that were applied for in the window.
  virtual Listed<refund::RefundId> Created(const Scope& scope, const RefundFilter& filter,
                                           const Page& page) = 0;

  /// Refunds whose deadline has passed, the earliest first.
  virtual std::vector<refund::RefundId> Due(Timestamp now, std::int64_t limit) = 0;

  /// What happened to it after `version`, in order.
  virtual std::vector<PastEvent> EventsAfter(refund::RefundId id, std::int64_t version) = 0;

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
  /// The customer's refund under its application number.
  virtual std::optional<refund::RefundId> FindXiaoman(refund::PartyId customer,
                                                      std::string_view apply_no) = 0;

  virtual std::optional<Batch> FindBatch(std::string_view app_key, refund::PartyId owner,
                                         std::string_view out_batch_id) = 0;
  /// The refunds that were applied for in it, ascending.
  virtual std::vector<refund::RefundId> IdsOfBatch(refund::BatchId batch) = 0;

  /// The rest writes.
  virtual void InsertBatch(const Batch& batch) = 0;
  virtual void Insert(const refund::Refund& refund) = 0;
  /// Where it is not as it was made.
  virtual void InsertWdk(refund::RefundId id, const refund::WdkRefund& details) = 0;
  virtual void InsertXiaoman(refund::RefundId id, const refund::XiaomanRefund& words) = 0;
  virtual void InsertReturn(refund::RefundId id, const refund::ReturnContact& contact,
                            const refund::ReturnDelivery& delivery) = 0;
  virtual void InsertPicture(refund::RefundId id, std::int64_t position, std::string_view url) = 0;
  /// Not of an order that was paid through one channel, which bears all.
  virtual void InsertShare(refund::RefundId id, const ChannelShare& share) = 0;
  virtual void DeleteShares(refund::RefundId id) = 0;
  virtual void AppendEvent(const RefundEvent& event) = 0;
  /// Writes all that can change of a refund, if it still has `version`.
  virtual bool Save(const refund::Refund& refund, std::int64_t version) = 0;
  virtual void PutContact(refund::RefundId id, const refund::ReturnContact& contact) = 0;
  virtual void PutDelivery(refund::RefundId id, const refund::ReturnDelivery& delivery) = 0;
  virtual void PutXiaomanStatus(refund::RefundId id, std::string_view status) = 0;
  virtual bool IsIdTaken(refund::RefundId id) = 0;
};

}  // namespace ebbtide::store
