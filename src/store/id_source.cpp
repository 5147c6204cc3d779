#include "store/id_source.hpp"

#include <algorithm>

namespace ebbtide::store {
namespace {

constexpr std::int64_t kEpochSeconds = 1'577'836'800;  // 2020-01-01 00:00:00 UTC
constexpr int kSequenceBits = 16;
constexpr int kNodeBits = 6;
constexpr std::int64_t kSequenceCount = std::int64_t{1} << kSequenceBits;

std::int64_t SecondsSinceEpoch(Timestamp now) {
  return std::max<std::int64_t>(now.unix_ms / 1000 - kEpochSeconds, 0);
}

std::int64_t FirstIdOf(std::int64_t second) { return second << (kNodeBits + kSequenceBits); }

}  // namespace

IdSource::IdSource(const Clock& clock, int node, std::int64_t floor)
    : clock_(clock), node_(node), second_((floor >> (kNodeBits + kSequenceBits)) + 1) {}

std::int64_t IdSource::Next() {
  if (const auto now = SecondsSinceEpoch(clock_.Now()); now > second_) {
    second_ = now;
    sequence_ = 0;
  }
  if (sequence_ == kSequenceCount) {
    ++second_;
    sequence_ = 0;
  }
  return FirstIdOf(second_) | (node_ << kSequenceBits) | sequence_++;
}

std::int64_t IdSource::CeilingAt(Timestamp now) {
  // An hour, because a busy import runs ahead of the clock.
  constexpr std::int64_t kAheadSeconds = 3600;
  return FirstIdOf(SecondsSinceEpoch(now) + kAheadSeconds);
}

}  // namespace ebbtide::store
