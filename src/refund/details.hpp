#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"
#include "base/money.hpp"

/// What single channels know of a line or a refund beyond what all share. Empty texts, zeros and
/// unset times mean that nothing is known.
namespace ebbtide::refund {

struct WdkLine {
  std::int64_t tb_line_id = 0;
  std::string stock_unit;
  std::string sale_unit;
  std::string sell_unit;
  std::string buy_amount_stock;
  std::string pick_amount_stock;
  std::string ns_quantity;
  std::string actual_pick_quantity;
  std::string promise_status;
  std::string trade_attributes;

  bool operator==(const WdkLine&) const = default;
};

struct WdkRefund {
  std::int64_t refund_type = 1;  ///< 1 self-service (refund-domain section 7)
  std::string sync_status = "INIT";
  std::string operator_id;
  std::string operator_name;
  Timestamp batch_time;
  std::string actual_refund_quantity;
  std::string attributes;
};

struct XiaomanRefund {
  std::string apply_no;
  std::string type;
  std::string status;
};

/// Where an order is delivered, and when.
struct Receiver {
  std::string name;
  std::string phone;
  std::string mobile;
  std::string state;
  std::string city;
  std::string district;
  std::string town;
  std::string address;
  std::string zip;
  std::string geo;  ///< where that is: of WDK coordinates, of Openmall an area code
  Timestamp from;
  Timestamp until;

  bool operator==(const Receiver&) const = default;
};

/// What only Openmall knows of an order.
struct OpenmallOrder {
  std::string buyer_channel;  ///< where the consumer bought
  std::string buyer_channel_id;
  std::string shipping_type;
  std::string mark;  ///< why it was closed before it was paid

  bool operator==(const OpenmallOrder&) const = default;
};

/// What a seller offers, for channels whose orders name items.
struct Item {
  std::int64_t item_id = 0;  ///< num_iid
  std::int64_t sku_id = 0;   ///< 0: none
  std::string epp_item_id;
  std::string title;
  std::string sku_title;
  std::string outer_id;
  std::string outer_sku_id;
  std::string pic_url;
  Fen price;
  Fen post_fee;
};

/// Where returned goods go.
struct ReturnContact {
  std::string name;
  std::string mobile;
  std::string province;
  std::string city;
  std::string area;
  std::string town;
  std::string address;
  std::string complete_address;
  std::string zip;
  std::string phone;

  bool operator==(const ReturnContact&) const = default;
};

/// How they travel.
struct ReturnDelivery {
  std::string mail_no;
  std::string carrier;
  Timestamp given;

  bool operator==(const ReturnDelivery&) const = default;
};

}  // namespace ebbtide::refund
