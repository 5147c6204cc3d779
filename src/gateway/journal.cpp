#include "gateway/journal.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "base/text.hpp"
#include "schema/writer.hpp"

namespace ebbtide::gateway {
namespace {

using schema::Field;

/// Parameters whose value may be shown, where it is of these characters only: numbers of ours and
/// words of the platform, nothing that a person writes.
struct Harmless {
  std::string_view name;
  std::string_view characters;
};
constexpr std::string_view kDigits = "0123456789";
constexpr std::array kHarmless{Harmless{"oid", kDigits},
                               Harmless{"page_no", kDigits},
                               Harmless{"page_size", kDigits},
                               Harmless{"refund_id", kDigits},
                               Harmless{"refund_version", kDigits},
                               Harmless{"status", "ABCDEFGHIJKLMNOPQRSTUVWXYZ_,"},
                               Harmless{"tid", kDigits},
                               Harmless{"timestamp", "0123456789-: "}};

/// Of every call (top-protocol section 2).
constexpr std::array<std::string_view, 12> kPublic{
    "method",   "app_key",    "session",        "timestamp",      "v",          "format", "sign",
    "simplify", "partner_id", "target_app_key", "top_mix_params", "sign_method"};

constexpr std::size_t kShownMax = 40;

/// Those that have a place of their own in the entry.
bool IsSaidElsewhere(std::string_view name) { return name == "method" || name == "app_key"; }

bool IsKnown(const service::Endpoint& endpoint, std::string_view name) {
  const auto fields = endpoint.request->fields;
  return std::ranges::find(kPublic, name) != kPublic.end() ||
         std::ranges::find(fields, name, &schema::FieldInfo::name) != fields.end();
}

bool MayShow(const schema::Parameter& parameter) {
  const auto* const harmless = std::ranges::find(kHarmless, parameter.name, &Harmless::name);
  return harmless != kHarmless.end() && parameter.value.size() <= kShownMax &&
         parameter.value.find_first_not_of(harmless->characters) == std::string_view::npos;
}

void AppendMasked(const schema::Parameter& parameter, std::string& out) {
  if (!out.empty()) out += ' ';
  out += parameter.name;
  if (MayShow(parameter)) {
    out.append("=").append(parameter.value);
  } else {
    out.append("(").append(std::to_string(parameter.value.size())).append(")");
  }
}

}  // namespace

constexpr auto JournalEntry::Describe() {
  using E = JournalEntry;
  return schema::Object(
      "JournalEntry", Field<&E::time>("When it was answered, GMT+8."),
      Field<&E::request_id>("As in the answer."), Field<&E::method>("Its method."),
      Field<&E::app_key>("Who called."), Field<&E::code>("Code of the error; 0 for none."),
      Field<&E::sub_code>("Its sub-code."),
      Field<&E::cost_us>("Microseconds until the answer was made."),
      Field<&E::lane>("read or write."), Field<&E::parameters>("What was sent, masked."));
}

bool Journal::TakesNext() {
  switch (options_.mode) {
    case JournalMode::kOff: return false;
    case JournalMode::kFull: return true;
    case JournalMode::kSampled: break;
  }
  const auto number = asked_.fetch_add(1, std::memory_order_relaxed);
  return number % static_cast<std::uint64_t>(options_.sample_every) == 0;
}

void Journal::Add(JournalEntry entry) {
  Log(LogLevel::kInfo, "call",
      {{"request_id", entry.request_id},
       {"method", entry.method},
       {"app_key", entry.app_key},
       {"code", std::to_string(entry.code)},
       {"sub_code", entry.sub_code},
       {"cost_us", std::to_string(entry.cost_us)},
       {"lane", entry.lane},
       {"parameters", entry.parameters}});
  const std::scoped_lock lock(mutex_);
  if (entries_.size() >= options_.size) entries_.pop_back();
  entries_.push_front(std::move(entry));
}

std::string Journal::ToJson(std::string_view request_id) const {
  std::vector<JournalEntry> found;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& entry : entries_) {
      if (request_id.empty() || entry.request_id == request_id) found.push_back(entry);
    }
  }
  std::string json;
  schema::WriteJson(schema::kType<schema::List<JournalEntry>>, &found, schema::JsonLists::kPlain,
                    json);
  return json;
}

std::string MaskParameters(const service::Endpoint& endpoint,
                           const schema::Parameters& parameters) {
  std::string text;
  std::size_t unknown = 0;
  for (const auto& parameter : parameters.sorted()) {
    if (IsSaidElsewhere(parameter.name)) continue;
    if (IsKnown(endpoint, parameter.name)) {
      AppendMasked(parameter, text);
    } else {
      ++unknown;
    }
  }
  if (unknown != 0) text.append(text.empty() ? "+" : " +").append(std::to_string(unknown));
  return text;
}

CallCounts& Observer::NewCounts() {
  const std::scoped_lock lock(mutex_);
  return counts_.emplace_back();
}

void Observer::AppendMetrics(std::string& out) const {
  std::vector<const CallCounts*> all;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& counts : counts_) all.push_back(&counts);
  }
  CallCounts::AppendMetrics(all, out);
}

CallTrace::CallTrace(Observer* observer, CallCounts* counts)
    : observer_(observer), counts_(counts) {
  if (observer_ == nullptr) return;
  begun_ = std::chrono::steady_clock::now();
  journalled_ = observer_->journal().TakesNext();
}

void CallTrace::Note(const service::Endpoint& endpoint, const schema::Parameters& parameters) {
  endpoint_ = &endpoint;
  if (!journalled_) return;
  const auto app_key = parameters.Get("app_key");
  if (ParseInteger(app_key)) app_key_ = app_key;
  parameters_ = MaskParameters(endpoint, parameters);
}

void CallTrace::Finish(std::string_view request_id, const protocol::TopError* error) {
  if (observer_ == nullptr) return;
  auto& observer = *std::exchange(observer_, nullptr);
  const auto cost_us = std::chrono::duration_cast<std::chrono::microseconds>(
                           std::chrono::steady_clock::now() - begun_)
                           .count();
  counts_->Add(endpoint_, OutcomeOf(error), cost_us);
  if (!journalled_) return;
  const bool writes = endpoint_ != nullptr && endpoint_->api->lane == contract::Lane::kWrite;
  observer.journal().Add({.time = ToWireTime(observer.clock().Now()),
                          .request_id = std::string(request_id),
                          .method = std::string(endpoint_ == nullptr ? "" : endpoint_->api->name),
                          .app_key = std::move(app_key_),
                          .code = error == nullptr ? 0 : static_cast<std::int64_t>(error->code),
                          .sub_code = error == nullptr ? "" : error->sub_code,
                          .cost_us = cost_us,
                          .lane = writes ? "write" : "read",
                          .parameters = std::move(parameters_)});
}

}  // namespace ebbtide::gateway
