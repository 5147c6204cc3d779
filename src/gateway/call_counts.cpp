#include "gateway/call_counts.hpp"

#include <algorithm>
#include <string_view>

#include "service/registry.hpp"

namespace ebbtide::gateway {
namespace {

using contract::Lane;

constexpr std::array<std::string_view, kOutcomes> kOutcomeNames{"ok", "refused", "denied",
                                                                "limited", "failed"};

struct Bound {
  std::int64_t us;
  std::string_view seconds;
};
constexpr std::array kBounds{Bound{250, "0.00025"},   Bound{500, "0.0005"},   Bound{1'000, "0.001"},
                             Bound{2'500, "0.0025"},  Bound{5'000, "0.005"},  Bound{10'000, "0.01"},
                             Bound{25'000, "0.025"},  Bound{50'000, "0.05"},  Bound{100'000, "0.1"},
                             Bound{250'000, "0.25"},  Bound{500'000, "0.5"},  Bound{1'000'000, "1"},
                             Bound{2'500'000, "2.5"}, Bound{10'000'000, "10"}};

/// Errors below are the platform's own; these three are about what was asked for.
bool IsRefusal(protocol::Code code) {
  using protocol::Code;
  return code == Code::kMissingArguments || code == Code::kInvalidArguments ||
         code == Code::kRemoteService || code == Code::kRemoteServiceLive;
}

constexpr int kLimitedCode = 7;

std::size_t IndexOf(Lane lane) { return static_cast<std::size_t>(lane); }

/// Millionths as Prometheus writes seconds.
std::string Seconds(std::uint64_t us) {
  constexpr std::uint64_t kMillion = 1'000'000;
  const auto fraction = std::to_string(kMillion + us % kMillion);
  return std::to_string(us / kMillion) + "." + fraction.substr(1);
}

}  // namespace

Outcome OutcomeOf(const protocol::TopError* error) {
  if (error == nullptr) return Outcome::kOk;
  if (static_cast<int>(error->code) == kLimitedCode) return Outcome::kLimited;
  const bool ours = error->sub_code.starts_with("isp.");
  if (ours || error->code == protocol::Code::kServiceUnavailable) return Outcome::kFailed;
  return IsRefusal(error->code) ? Outcome::kRefused : Outcome::kDenied;
}

CallCounts::CallCounts() : by_method_(service::Endpoints().size() + 1) {
  static_assert(kBounds.size() + 1 == kBuckets);
}

void CallCounts::Add(const service::Endpoint* endpoint, Outcome outcome, std::int64_t cost_us) {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  const auto row = endpoint == nullptr
                       ? by_method_.size() - 1
                       : static_cast<std::size_t>(endpoint - service::Endpoints().data());
  by_method_[row][static_cast<std::size_t>(outcome)].fetch_add(1, kRelaxed);
  auto& histogram = by_lane_[IndexOf(endpoint == nullptr ? Lane::kRead : endpoint->api->lane)];
  const auto bucket = std::ranges::lower_bound(kBounds, cost_us, {}, &Bound::us) - kBounds.begin();
  histogram.calls[static_cast<std::size_t>(bucket)].fetch_add(1, kRelaxed);
  histogram.cost_us.fetch_add(static_cast<std::uint64_t>(cost_us), kRelaxed);
}

void CallCounts::AppendCalls(std::span<const CallCounts* const> all, std::string& out) {
  out +=
      "# HELP ebbtide_calls_total Calls that were answered, by method and what became of them.\n"
      "# TYPE ebbtide_calls_total counter\n";
  const auto endpoints = service::Endpoints();
  for (std::size_t row = 0; row <= endpoints.size(); ++row) {
    for (std::size_t outcome = 0; outcome < kOutcomes; ++outcome) {
      std::uint64_t sum = 0;
      for (const auto* const one : all) {
        sum += one->by_method_[row][outcome].load(std::memory_order_relaxed);
      }
      if (sum == 0) continue;
      const std::string_view method = row == endpoints.size() ? "" : endpoints[row].api->name;
      out.append("ebbtide_calls_total{method=\"").append(method);
      out.append("\",outcome=\"").append(kOutcomeNames[outcome]).append("\"} ");
      out.append(std::to_string(sum)).append("\n");
    }
  }
}

void CallCounts::AppendCosts(std::span<const CallCounts* const> all, Lane lane, std::string& out) {
  const std::string label = lane == Lane::kRead ? "lane=\"read\"" : "lane=\"write\"";
  const std::string name = "ebbtide_call_duration_seconds";
  std::uint64_t so_far = 0;
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    for (const auto* const one : all) {
      so_far += one->by_lane_[IndexOf(lane)].calls[bucket].load(std::memory_order_relaxed);
    }
    const auto bound = bucket < kBounds.size() ? kBounds[bucket].seconds : "+Inf";
    out.append(name).append("_bucket{").append(label).append(",le=\"").append(bound);
    out.append("\"} ").append(std::to_string(so_far)).append("\n");
  }
  std::uint64_t cost_us = 0;
  for (const auto* const one : all) {
    cost_us += one->by_lane_[IndexOf(lane)].cost_us.load(std::memory_order_relaxed);
  }
  out.append(name).append("_sum{").append(label).append("} ").append(Seconds(cost_us));
  out.append("\n").append(name).append("_count{").append(label).append("} ");
  out.append(std::to_string(so_far)).append("\n");
}

void CallCounts::AppendMetrics(std::span<const CallCounts* const> all, std::string& out) {
  AppendCalls(all, out);
  out +=
      "# HELP ebbtide_call_duration_seconds From reading a call's parameters to its answer.\n"
      "# TYPE ebbtide_call_duration_seconds histogram\n";
  AppendCosts(all, Lane::kRead, out);
  AppendCosts(all, Lane::kWrite, out);
  std::uint64_t kept_answers = 0;
  for (const auto* const one : all) {
    kept_answers += one->kept_answers_.load(std::memory_order_relaxed);
  }
  out +=
      "# HELP ebbtide_kept_answers_total Reads that were answered without asking the store.\n"
      "# TYPE ebbtide_kept_answers_total counter\n"
      "ebbtide_kept_answers_total ";
  out.append(std::to_string(kept_answers)).append("\n");
}

}  // namespace ebbtide::gateway
