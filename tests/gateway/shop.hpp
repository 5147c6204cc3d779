#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/fixture.hpp"

/// A Taobao shop, `shop`, whose orders a buyer, `b1`, wants money back for. Each test makes the
/// orders that it is about.
namespace ebbtide::test {

/// When the refunds that `ShopTest` makes were applied for, which is also their version.
inline constexpr const char* kAppliedVersion = "1708394400000";

inline constexpr const char* kGif = "GIF89a";

/// What a picture is known by in `ShopTest::MessagesOf`.
std::string DigestOf(std::string_view picture);

class ShopTest : public GatewayTest {
 protected:
  explicit ShopTest(gateway::Options options = {});

  /// Order `id` with one line, `id + 1`: two pieces for 2000 fen. `refund` is what its refund,
  /// `id + 2` of 1500 fen, has beside that, as `"state":"APPLIED"`; without it there is none.
  /// `order` is what the order has beside its state.
  void AddOrder(std::int64_t id, std::string_view state, std::string_view refund = {},
                std::string_view order = {});

  std::string StateOf(std::int64_t refund);
  std::string VersionOf(std::int64_t refund);
  std::string OrderStateOf(std::int64_t order);
  /// `event actor detail` of all but the import.
  std::vector<std::string> EventsOf(std::int64_t refund);
  /// `author type content digest` of each, oldest first; the digest's first four digits.
  std::vector<std::string> MessagesOf(std::int64_t refund);

  App seller_;
  App rival_;
  App buyer_;
};

}  // namespace ebbtide::test
