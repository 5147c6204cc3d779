#pragma once

#include <string>

#include "contract/import/order_record.hpp"

/// The orders that the benchmarks work on, each made from its index alone: any run has the same.
namespace ebbtide::bench {

using contract::Number;

/// How many orders of each channel hold so many refunds: three quarters of the refunds in Taobao
/// orders of three lines, the rest in WDK and EPP orders of one line.
struct OrderCounts {
  explicit OrderCounts(Number refunds);

  Number taobao = 0;
  Number wdk = 0;
  Number epp = 0;
};

inline constexpr Number kLinesOfTaobaoOrder = 3;
inline constexpr Number kLinesOfFreshOrder = 4;

inline constexpr const char* kShop = "10010";
inline constexpr const char* kStore = "10020";
inline constexpr Number kPieceFen = 1'999;
inline constexpr Number kPieces = 2;

contract::order_record::Order TaobaoOrder(Number index);
contract::order_record::Order WdkOrder(Number index);
contract::order_record::Order EppOrder(Number index);

/// A WDK order that nothing has been refunded of yet.
contract::order_record::Order FreshOrder(Number index);
contract::order_record::Line FreshLine(Number index);
Number FreshOrderOfLine(Number index);

/// What calls name an order's parts by.
Number TaobaoOrderNumber(Number index);
/// The one line whose refund is paid, so that answers about any of them are equally long.
Number TaobaoPaidLineNumber(Number index);
Number WdkRefundNumber(Number index);
Number EppRefundNumber(Number index);
std::string EppOutOrderNumber(Number index);

}  // namespace ebbtide::bench
