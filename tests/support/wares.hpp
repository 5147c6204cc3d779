#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/platform.hpp"

/// A small WDK merchant, `shop`, and applications for refunds of what it sold. Money is fen.
///
/// | order | state | lines: pieces, money | postage | payments |
/// |-|-|-|-|-|
/// | 1000 | paid | 1001 A 10, 1000; 1002 B 3, 2000; 1003 FREE 2, 0 | 500 | 6: 2500, 20: 1000 |
/// | 1100 | shipped | 1101 W 1.5, 300 | | not known |
/// | 2000 | finished | 2001 A 1, 100 | | 6: 100 |
/// | 3000 | created | 3001 A 1, 100 | | 6: 100 |
/// | 4000 | closed | 4001 A 1, 100 | | 6: 100 |
/// | 5000 | shipped | 5001 A 2, 200, of which 1, 100 refunded with all postage | 50 | 6: 250 |
/// | 6000 | paid, in shop S2 and store T2 | 6001 A 1, 100 | | 6: 100 |
/// | 7000 | paid, the seller `rival`'s | 7001 A 1, 100 | | 6: 100 |
/// | 8000 | paid, of the channel taobao | 8001 A 1, 100 | | 6: 100 |
/// | 9000 | paid | 9001 A 1000000000, 1000000000000 | | 6: 1000000000000 |
namespace ebbtide::test {

extern const char* const kWares;

inline constexpr const char* kUserrefund = "alibaba.wdk.channel.order.userrefund";

struct LineToRefund {
  std::string line = "1001";
  std::string sku = "A";
  std::int64_t pieces = 1;
  std::int64_t fen = 100;
};

struct Application {
  std::string key = "key-1";
  std::string order = "1000";
  std::string shop = "S1";
  std::string store = "T1";
  std::vector<LineToRefund> lines = {{}};
  std::string reason = "不想要了";
  std::string memo;
};

/// The value of `order_user_refund_info`.
std::string ToJson(const Application& application);

/// All parameters of the method.
Params ParamsOf(const Application& application);

}  // namespace ebbtide::test
