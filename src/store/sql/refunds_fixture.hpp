#pragma once

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "store/testing.hpp"

/// What the tests about rows of refunds share.
namespace ebbtide::store {

inline constexpr refund::OrderId kOrder{500};
inline constexpr refund::LineId kLine{501};
inline constexpr refund::LineId kSecondLine{502};

/// A seller's order of two lines, bought by a party of the channel's kind.
class RefundsFixture : public testing::Test {
 protected:
  RefundsFixture() {
    seller_ = open_.access().PutParty(PartyKind::kSeller, "hema");
    other_ = open_.access().PutParty(PartyKind::kSeller, "other");
  }
  Refunds& refunds() { return open_.refunds(); }

  void MakeOrder(refund::Channel channel, PartyKind buyer_kind,
                 std::optional<std::int64_t> sole_channel = {}) {
    buyer_ = open_.access().PutParty(buyer_kind, "somebody");
    order_ = sample::WdkOrder(kOrder.value, seller_, buyer_);
    order_.channel = channel;
    order_.sole_channel = sole_channel;
    open_.orders().Insert(order_, "", "");
    for (const auto id : {kSecondLine, kLine}) {
      open_.orders().InsertLine(sample::Line(id.value, kOrder), order_);
    }
  }
  refund::Refund MakeRefund(std::int64_t id, refund::LineId line = kLine,
                            std::int64_t ms_later = 0) {
    auto made = sample::RefundOf(id, sample::Line(line.value, kOrder), order_);
    made.created.unix_ms += ms_later;
    refunds().Insert(made);
    return made;
  }

  sample::OpenStore open_;
  refund::PartyId seller_;
  refund::PartyId other_;
  refund::PartyId buyer_;
  refund::Order order_;
};

}  // namespace ebbtide::store
