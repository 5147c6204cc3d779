#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "gateway/call_counts.hpp"
#include "protocol/error_codes.hpp"
#include "schema/form.hpp"
#include "service/endpoint.hpp"

/// What operators may know of the calls: counts of all, and a journal of some.
namespace ebbtide::gateway {

enum class JournalMode : std::uint8_t { kOff, kSampled, kFull };

struct JournalOptions {
  JournalMode mode = JournalMode::kOff;
  std::int64_t sample_every = 100;  ///< of `kSampled`: one in so many
  std::size_t size = 1'000;         ///< so many calls are kept
};

/// One call that has been answered. Holds nothing that a person or a secret could be recognised by.
struct JournalEntry {
  std::string time;
  std::string request_id;
  std::string method;     ///< "" when there is none of that name
  std::string app_key;    ///< that the caller named; "" when it cannot be one
  std::int64_t code = 0;  ///< 0: answered by the method
  std::string sub_code;
  std::int64_t cost_us = 0;
  std::string lane;
  std::string parameters;  ///< masked

  static constexpr auto Describe();
};

/// The last calls that were written down, and a log line for each. Thread safe.
class Journal {
 public:
  explicit Journal(const JournalOptions& options) : options_(options) {}

  /// Whether the next call is to be written down; asked once for each.
  bool TakesNext();
  void Add(JournalEntry entry);
  /// `[{…},…]`, the latest first: the calls of that request id, or all when it is empty.
  [[nodiscard]] std::string ToJson(std::string_view request_id) const;

 private:
  const JournalOptions options_;
  std::atomic<std::uint64_t> asked_{0};
  mutable std::mutex mutex_;
  std::deque<JournalEntry> entries_;  // guarded by mutex_
};

/// The parameters that the method has, by name, with the length of each value: `memo(12)`. Values
/// are shown of a few that are numbers or words of the platform: `page_no=2`. Whatever else was
/// sent is only counted, because a name could say as much as a value: `+2`.
std::string MaskParameters(const service::Endpoint& endpoint, const schema::Parameters& parameters);

/// Of all gateways of one server. Thread safe; must outlive them.
class Observer {
 public:
  Observer(const JournalOptions& options, const Clock& clock) : clock_(clock), journal_(options) {}

  /// The counts of one more gateway; they live as long as this.
  CallCounts& NewCounts();
  void AppendMetrics(std::string& out) const;

  [[nodiscard]] Journal& journal() { return journal_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  const Clock& clock_;
  Journal journal_;
  mutable std::mutex mutex_;
  std::deque<CallCounts> counts_;  // guarded by mutex_; a deque never moves what it holds
};

/// One call, from its beginning to its answer.
class CallTrace {
 public:
  /// Of a call that nobody watches.
  CallTrace() = default;
  /// The call begins now. Both or none.
  CallTrace(Observer* observer, CallCounts* counts);

  /// What was called, and which parameters came.
  void Note(const service::Endpoint& endpoint, const schema::Parameters& parameters);

  /// The answer is made; `error` is nullptr of a success. What comes after the first is not
  /// counted.
  void Finish(std::string_view request_id, const protocol::TopError* error);

 private:
  Observer* observer_ = nullptr;
  CallCounts* counts_ = nullptr;
  const service::Endpoint* endpoint_ = nullptr;  ///< nullptr while the method is not known
  std::chrono::steady_clock::time_point begun_;
  bool journalled_ = false;
  std::string app_key_;
  std::string parameters_;
};

}  // namespace ebbtide::gateway
