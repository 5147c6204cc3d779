#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/refunds.hpp"

namespace ebbtide::store {

/// A row of `refund_event`, as it is stored.
struct StoredEvent {
  std::int64_t refund_id = 0;
  std::int64_t sequence = 0;  ///< 1 for a refund's first
  std::string event;
  std::string actor;
  std::string actor_name;
  std::string state_before;  ///< "" for an application
  std::string state_after;
  std::int64_t amount_fen = 0;
  std::string topic;
  std::string request_id;
  std::int64_t at_ms = 0;
  std::string previous_hash;  ///< "" for a refund's first
  std::string hash;
  std::int64_t version = 0;  ///< 0 in rows of before it was kept
  std::string detail;
};

/// SHA-256 over every other column of the row, each with its length in front, so that no two rows
/// read the same. The last two count where they say something: rows of before have neither.
std::string HashOf(const StoredEvent& event);

/// The row that follows one with `previous_hash`.
StoredEvent Chained(const RefundEvent& event, std::int64_t sequence,
                    std::string_view previous_hash);

}  // namespace ebbtide::store
