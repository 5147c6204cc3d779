#include "gateway/flow_control.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace ebbtide::gateway {
namespace {

constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr std::int64_t kMillisecondNs = 1'000'000;

/// A power of two, and more than apps and methods can be busy within one second.
constexpr std::size_t kBucketCount = 1U << 16U;
constexpr std::size_t kProbesMax = 16;

constexpr std::string_view kByApp = "accesscontrol.limited-by-app-access-count";
constexpr std::string_view kByMethod = "accesscontrol.limited-by-api-access-count";
constexpr std::string_view kByAppAndMethod = "accesscontrol.limited-by-app-api-access-count";
constexpr std::string_view kByAddress;  // OAuth's answers have no sub-code

/// So many limits a call is under.
constexpr std::size_t kLimits = 3;

/// Whose a bucket is; keeps apart what has the same name.
enum class Owner : std::uint8_t { kApp, kMethod, kAppAndMethod, kAddress, kOAuthApp };

std::int64_t CostOf(std::int64_t per_second) {
  return per_second <= 0 ? 0 : std::max<std::int64_t>(1, kSecondNs / per_second);
}

using Hash = std::hash<std::string_view>;

/// Mixes the kind with the hashes of both names; 0 stands for an unused bucket.
std::uint64_t OwnerOf(Owner kind, std::uint64_t app, std::uint64_t method) {
  constexpr std::uint64_t kPrime = 1'099'511'628'211U;
  std::uint64_t hash = (static_cast<std::uint64_t>(kind) + 1) * kPrime;
  hash = (hash ^ app) * kPrime;
  hash = (hash ^ method) * kPrime;
  return std::max<std::uint64_t>(hash ^ (hash >> 32U), 1);
}

/// Takes one token; gives how long to wait where there is none.
std::int64_t TakeOne(std::atomic<std::int64_t>& full_at_ns, std::int64_t cost_ns,
                     std::int64_t now_ns) {
  std::int64_t full_at = full_at_ns.load();
  for (;;) {
    // So far ahead only after the clock was set back; nobody could wait for it.
    const bool impossible = full_at > now_ns + 2 * kSecondNs;
    const std::int64_t next = (impossible ? now_ns : std::max(full_at, now_ns)) + cost_ns;
    if (next > now_ns + kSecondNs) return next - now_ns - kSecondNs;
    if (full_at_ns.compare_exchange_weak(full_at, next)) return 0;
  }
}

}  // namespace

FlowControl::FlowControl(const FlowLimits& limits)
    : app_cost_ns_(CostOf(limits.app_per_second)),
      method_cost_ns_(CostOf(limits.method_per_second)),
      app_method_cost_ns_(CostOf(limits.app_method_per_second)),
      oauth_address_cost_ns_(CostOf(limits.oauth_address_per_second)) {
  const bool limited = app_cost_ns_ > 0 || method_cost_ns_ > 0 || app_method_cost_ns_ > 0 ||
                       oauth_address_cost_ns_ > 0;
  if (limited) buckets_ = std::make_unique<Bucket[]>(kBucketCount);
}

/// A bucket that is full again is as good as a new one, whoever had it. Two threads that come for
/// the same new owner at once may take a bucket each, which for a moment allows more. nullptr when
/// all that may be looked at are in use: such a call is let through, not refused for others' calls.
FlowControl::Bucket* FlowControl::BucketOf(std::uint64_t owner, std::int64_t now_ns) {
  const auto at = [&](std::size_t probe) -> Bucket& {
    return buckets_[(owner + probe) & (kBucketCount - 1)];
  };
  for (std::size_t probe = 0; probe < kProbesMax; ++probe) {
    if (at(probe).owner.load() == owner) return &at(probe);
  }
  for (std::size_t probe = 0; probe < kProbesMax; ++probe) {
    Bucket& bucket = at(probe);
    std::uint64_t before = bucket.owner.load();
    if (before != owner && bucket.full_at_ns.load() > now_ns) continue;
    if (before == owner || bucket.owner.compare_exchange_strong(before, owner)) return &bucket;
  }
  return nullptr;
}

std::optional<FlowControl::Ban> FlowControl::TakeAll(std::span<const Limit> limits, Timestamp now) {
  const std::int64_t now_ns = now.unix_ms * kMillisecondNs;
  std::array<Bucket*, kLimits> taken{};
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const Limit& limit = limits[i];
    if (limit.cost_ns == 0) continue;
    Bucket* const bucket = BucketOf(limit.owner, now_ns);
    if (bucket == nullptr) continue;
    const auto wait_ns = TakeOne(bucket->full_at_ns, limit.cost_ns, now_ns);
    if (wait_ns == 0) {
      taken.at(i) = bucket;
      continue;
    }
    for (std::size_t before = 0; before < i; ++before) {
      if (taken.at(before) != nullptr) taken.at(before)->full_at_ns -= limits[before].cost_ns;
    }
    return Ban{limit.sub_code, (wait_ns + kSecondNs - 1) / kSecondNs};
  }
  return std::nullopt;
}

std::optional<FlowControl::Ban> FlowControl::Take(std::string_view app_key, std::string_view method,
                                                  Timestamp now) {
  if (!buckets_) return std::nullopt;
  const auto by_app = Hash{}(app_key);
  const auto by_method = Hash{}(method);
  const std::array<Limit, kLimits> limits{
      {{app_cost_ns_, OwnerOf(Owner::kApp, by_app, 0), kByApp},
       {method_cost_ns_, OwnerOf(Owner::kMethod, 0, by_method), kByMethod},
       {app_method_cost_ns_, OwnerOf(Owner::kAppAndMethod, by_app, by_method), kByAppAndMethod}}};
  return TakeAll(limits, now);
}

/// The address comes first: what one of them sends too much takes nothing from the app.
std::optional<FlowControl::Ban> FlowControl::TakeOAuth(std::string_view app_key,
                                                       std::string_view path,
                                                       std::string_view address, Timestamp now) {
  if (!buckets_) return std::nullopt;
  const auto by_app = Hash{}(app_key);
  const std::array<Limit, kLimits> limits{
      {{oauth_address_cost_ns_, OwnerOf(Owner::kAddress, Hash{}(address), 0), kByAddress},
       {app_cost_ns_, OwnerOf(Owner::kOAuthApp, by_app, 0), kByApp},
       {app_method_cost_ns_, OwnerOf(Owner::kAppAndMethod, by_app, Hash{}(path)),
        kByAppAndMethod}}};
  return TakeAll(limits, now);
}

}  // namespace ebbtide::gateway
