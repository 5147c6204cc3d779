#pragma once

#include <string>
#include <string_view>

#include "gateway/fixture.hpp"
#include "refund/life_cycle.hpp"
#include "store/store.hpp"

/// A distributor, `fx`, bound to one app, and what it bought through Openmall. Money is fen.
///
/// | order | state | lines: pieces, money | postage |
/// |-|-|-|-|
/// | 7000 | paid | 7000: 3, 3000 | 500 |
/// | 7100 | shipped | 7100: 2, 200 | 50 |
/// | 7200 | paid | 7201: 2, 100; 7202: 4, 1000; 7203: 1, 0 | 30 |
/// | 7300 | created | 7300: 1, 100 | |
/// | 7400 | closed, never paid | 7400: 1, 100 | |
/// | 7500 | finished a month ago | 7500: 1, 100 | |
/// | 7600 | finished lately | 7600: 1.5, 300 | |
/// | 7700 | paid, through EPP; with refund 7701 | 7700: 1, 100 | |
/// | 7800 | paid, by the distributor `other`; with refund 7801 | 7800: 1, 100 | |
namespace ebbtide::test {

inline constexpr const char* kOpenmallItem = "4345345";
inline constexpr const char* kOpenmallSku = "30004447689";

class OpenmallTest : public GatewayTest {
 protected:
  OpenmallTest();

  /// A call of `taobao.openmall.<method>` for `fx`, unless `params` name another distributor.
  std::string Call(std::string_view method, Params params);

  /// Applies for a refund and gives its number; an answer without one comes whole.
  std::string Apply(std::string_view tid, std::string_view fen, const Params& changes = {});

  std::string GetRefund(const std::string& refund);
  std::string Close(const std::string& refund);

  /// line_id, amount_fen, post_fee_fen, quantity_milli and state of the refund.
  Database::Row Stored(const std::string& refund);

  /// What somebody else does to the refund, by the life cycle.
  void Do(const std::string& refund, refund::Event event,
          refund::Actor actor = refund::Actor::kSeller);

  /// Offers the item at that price; a seller makes it theirs at first.
  void Offer(std::int64_t item, std::int64_t sku, std::int64_t fen,
             const std::string& seller = "shop");

  App app_;
};

/// The number that a JSON answer has under `name`, quoted or not; the whole answer without one.
std::string NumberIn(const std::string& answer, std::string_view name);

/// `text` with `#` for each `id`.
std::string Blanked(std::string text, std::string_view id);

}  // namespace ebbtide::test
