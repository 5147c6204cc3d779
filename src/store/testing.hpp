#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>

#include "base/clock.hpp"
#include "store/store.hpp"

/// What the tests of this folder share: a store in a directory of its own, and rows for it.
namespace ebbtide::store::sample {

inline constexpr Timestamp kNow{1'700'000'000'000};

/// Gone with all that is in it when the test ends.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "ebbtide_test.XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A fresh store with a writer.
struct OpenStore {
  TemporaryDirectory directory;
  ManualClock clock{kNow};
  DataDirectory data{directory.path() / "the store's", clock};
  std::unique_ptr<Store> store = data.OpenWriter();

  Access& access() { return store->access(); }
  Orders& orders() { return store->orders(); }
  Refunds& refunds() { return store->refunds(); }
};

/// A paid WDK order with something in every member.
inline refund::Order WdkOrder(std::int64_t id, refund::PartyId seller, refund::PartyId buyer = {}) {
  return {.id = {id},
          .channel = refund::Channel::kWdk,
          .seller = seller,
          .buyer = buyer,
          .out_order_id = "out-" + std::to_string(id),
          .shop_id = "10010",
          .out_shop_id = "mine",
          .store_id = "10020",
          .tb_order_id = 3'783'289'106'002'297'404,
          .order_from = 4,
          .order_client = 2,
          .state = refund::OrderState::kPaid,
          .paid = {1'005},
          .post_fee = {5},
          .refunded = {0},
          .refunded_post_fee = {0},
          .created = {kNow.unix_ms - 1'000},
          .modified = {kNow.unix_ms - 900},
          .paid_at = {kNow.unix_ms - 950},
          .shipped_at = {kNow.unix_ms - 940},
          .ended = {kNow.unix_ms - 930},
          .hold_until = {kNow.unix_ms - 920},
          .buyer_message = "轻拿轻放",
          .version = kNow.unix_ms - 900};
}

inline refund::OrderLine Line(std::int64_t id, refund::OrderId order) {
  return {.id = {id},
          .order = order,
          .out_line_id = "line-" + std::to_string(id),
          .sku_code = "232322",
          .out_sku_code = "mine-1",
          .item_code = "IC1",
          .title = "苹果 'A'",
          .sku_id = 5'005'100'554'551,
          .sku_title = "红",
          .price = {100},
          .quantity = PiecesOf(10),
          .paid = {1'000},
          .refunded_quantity = {},
          .refunded = {},
          .discount = {7},
          .shipped_at = {kNow.unix_ms - 940},
          .carrier = "圆通快递",
          .waybill = "YT1",
          .pic_url = "http://img.example/1.jpg"};
}

/// A refund of that line with something in every member.
inline refund::Refund RefundOf(std::int64_t id, const refund::OrderLine& line,
                               const refund::Order& order) {
  refund::Refund refund;
  refund.id = {id};
  refund.order = order.id;
  refund.line = line.id;
  refund.seller = order.seller;
  refund.buyer = order.buyer;
  refund.channel = order.channel;
  refund.state = refund::State::kRefundAgreed;
  refund.came_from = refund::State::kGoodsReturned;
  refund.arbitration = refund::Arbitration::kSteppedIn;
  refund.claim = refund::Claim::kReturnAndRefund;
  refund.phase = refund::Phase::kAfterSale;
  refund.amount = {200};
  refund.post_fee = {5};
  refund.quantity = {1'500};
  refund.reason = "不想要了";
  refund.buyer_message = "有点\n不行";
  refund.refuse_reason = "no";
  refund.batch = {77};
  refund.out_refund_id = "out-" + std::to_string(id);
  refund.created = {kNow.unix_ms + 1};
  refund.modified = {kNow.unix_ms + 2};
  refund.ended = {kNow.unix_ms + 3};
  refund.due = {kNow.unix_ms + 4};
  refund.paused_ms = 6;
  refund.goods = refund::GoodsStatus::kReceived;
  refund.closed_by_ship = true;
  refund.reviewed = true;
  refund.version = kNow.unix_ms + 5;
  return refund;
}

/// All members, to be compared.
inline auto All(const refund::Order& o) {
  return std::tie(o.id, o.channel, o.seller, o.buyer, o.out_order_id, o.shop_id, o.out_shop_id,
                  o.store_id, o.tb_order_id, o.order_from, o.order_client, o.state, o.paid,
                  o.post_fee, o.refunded, o.created, o.refunded_post_fee, o.modified, o.paid_at,
                  o.shipped_at, o.ended, o.hold_until, o.buyer_message, o.version, o.first_change,
                  o.sole_channel);
}
inline auto All(const refund::OrderLine& l) {
  return std::tie(l.id, l.order, l.out_line_id, l.sku_code, l.out_sku_code, l.item_code, l.title,
                  l.sku_id, l.sku_title, l.price, l.quantity, l.paid, l.refunded_quantity,
                  l.refunded, l.discount, l.shipped_at, l.carrier, l.waybill, l.pic_url);
}
inline auto All(const refund::Refund& r) {
  return std::tie(r.id, r.order, r.line, r.seller, r.buyer, r.channel, r.state, r.came_from,
                  r.arbitration, r.claim, r.phase, r.amount, r.post_fee, r.quantity, r.reason,
                  r.buyer_message, r.refuse_reason, r.batch, r.out_refund_id, r.created, r.modified,
                  r.ended, r.due, r.version, r.paused_ms, r.goods, r.closed_by_ship, r.reviewed);
}
inline auto All(const refund::WdkRefund& w) {
  return std::tie(w.refund_type, w.sync_status, w.operator_id, w.operator_name, w.batch_time,
                  w.actual_refund_quantity, w.attributes);
}

}  // namespace ebbtide::store::sample
