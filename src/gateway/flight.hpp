#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "gateway/gateway.hpp"
#include "gateway/identify.hpp"
#include "gateway/journal.hpp"
#include "protocol/envelope.hpp"
#include "service/basis.hpp"
#include "store/write_lane.hpp"

namespace ebbtide::gateway {

/// One call on its way through the pipeline. A write's goes on living on the write lane. Whoever
/// calls one of the `Answer…` has answered the call.
struct Flight {
  Flight(const Options& its_options, const Clock& its_clock, std::string its_request_id,
         std::function<void(Reply)> its_done, CallTrace its_trace)
      : options(its_options),
        clock(its_clock),
        request_id(std::move(its_request_id)),
        done(std::move(its_done)),
        trace(std::move(its_trace)) {}

  const Options& options;
  const Clock& clock;
  std::string request_id;
  std::function<void(Reply)> done;
  protocol::Style style{};
  Admitted admitted{};
  service::Exchange exchange{nullptr, [](void*) {}};
  Result<void> outcome{};
  service::Basis basis;     ///< of the outcome
  std::string name;         ///< under which the answer may be kept; empty where it may not
  mutable CallTrace trace;  ///< what operators may know of it

  /// Reads the request of a call that was admitted; an error is the answer to it.
  std::optional<protocol::TopError> Decode(const schema::Parameters& parameters);
  [[nodiscard]] bool IsRead() const {
    return admitted.endpoint->api->lane == contract::Lane::kRead;
  }
  void Run(store::Store& store);

  void AnswerError(const protocol::TopError& error) const;
  /// What `Run` came to.
  void AnswerOutcome() const;
  /// The document of a call that has succeeded.
  [[nodiscard]] std::string WriteSuccess() const;
  void AnswerSuccess(std::string document) const;
  /// The one place where broken machinery ends. The caller may have the outcome of a write asked
  /// for under its key; `isp.*` tells SDKs to try again.
  void AnswerBroken(const std::exception_ptr& problem) const;
  /// Of a write that the lane refused.
  void AnswerOverloaded() const;
};

/// Runs a call that has boarded, and answers it, on the write lane's thread.
store::WriteJob WriteJobOf(const std::shared_ptr<Flight>& flight,
                           const std::shared_ptr<store::GroupListener>& listener);

}  // namespace ebbtide::gateway
