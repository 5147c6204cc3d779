#include "store/event_hash.hpp"

#include <initializer_list>

#include "base/digest.hpp"

namespace ebbtide::store {

std::string HashOf(const StoredEvent& event) {
  const std::string refund_id = std::to_string(event.refund_id);
  const std::string sequence = std::to_string(event.sequence);
  const std::string amount_fen = std::to_string(event.amount_fen);
  const std::string at_ms = std::to_string(event.at_ms);
  Digest digest = Digest::Of(HashKind::kSha256);
  const auto add = [&](std::string_view column) {
    digest.Add(std::to_string(column.size())).Add(":").Add(column);
  };
  for (const std::string_view column : std::initializer_list<std::string_view>{
           refund_id, sequence, event.event, event.actor, event.actor_name, event.state_before,
           event.state_after, amount_fen, event.topic, event.request_id, at_ms,
           event.previous_hash}) {
    add(column);
  }
  if (event.version != 0 || !event.detail.empty()) {
    add(std::to_string(event.version));
    add(event.detail);
  }
  return std::move(digest).Hex();
}

StoredEvent Chained(const RefundEvent& event, std::int64_t sequence,
                    std::string_view previous_hash) {
  StoredEvent stored;
  stored.refund_id = event.refund.value;
  stored.sequence = sequence;
  stored.event = event.event;
  stored.actor = refund::ToText(event.actor);
  stored.actor_name = event.actor_name;
  stored.state_before = event.before ? refund::ToText(*event.before) : "";
  stored.state_after = refund::ToText(event.after);
  stored.amount_fen = event.amount.value;
  stored.topic = event.topic;
  stored.request_id = event.request_id;
  stored.at_ms = event.at.unix_ms;
  stored.previous_hash = previous_hash;
  stored.version = event.version;
  stored.detail = event.detail;
  stored.hash = HashOf(stored);
  return stored;
}

}  // namespace ebbtide::store
