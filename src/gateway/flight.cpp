#include "gateway/flight.hpp"

#include <utility>

#include "base/log.hpp"
#include "schema/reader.hpp"

namespace ebbtide::gateway {

using protocol::MakeError;
using protocol::TopError;

std::optional<TopError> Flight::Decode(const schema::Parameters& parameters) {
  const auto& endpoint = *admitted.endpoint;
  exchange = endpoint.new_exchange();
  const auto decoded =
      schema::ReadParameters(*endpoint.request, parameters, endpoint.request_of(exchange.get()));
  if (decoded) return std::nullopt;
  return protocol::FromError(decoded.error(), options.refused_code);
}

void Flight::Run(store::Store& store) {
  outcome = admitted.endpoint->run(
      exchange.get(),
      service::Context{store, admitted.caller, clock.Now(), request_id, options.policy}, basis);
}

void Flight::AnswerError(const TopError& error) const {
  trace.Finish(request_id, &error);
  done({protocol::WriteError(error, style.format, {request_id, options.host_label}),
        protocol::ContentType(style.format)});
}

void Flight::AnswerOutcome() const {
  if (!outcome) {
    return AnswerError(protocol::FromError(outcome.error(), options.refused_code));
  }
  AnswerSuccess(WriteSuccess());
}

std::string Flight::WriteSuccess() const {
  const auto& endpoint = *admitted.endpoint;
  return protocol::WriteAnswer(endpoint.api->name, *endpoint.response,
                               endpoint.response_of(exchange.get()), style,
                               {request_id, options.host_label});
}

void Flight::AnswerSuccess(std::string document) const {
  trace.Finish(request_id, nullptr);
  done({std::move(document), protocol::ContentType(style.format)});
}

void Flight::AnswerBroken(const std::exception_ptr& problem) const {
  std::string what = "unknown exception";
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& known) {
    what = known.what();
  } catch (...) {
  }
  const auto* const endpoint = admitted.endpoint;
  Log(LogLevel::kError, "call failed",
      {{"request_id", request_id},
       {"method", endpoint == nullptr ? "" : endpoint->api->name},
       {"app_key", admitted.caller.app_key},
       {"problem", what}});
  AnswerError(MakeError(options.refused_code, "isp.unknown-error",
                        "the server failed, and the outcome is not known; send the same call "
                        "again, and give its request_id to whoever runs the server"));
}

void Flight::AnswerOverloaded() const {
  AnswerError(MakeError(options.refused_code, "isp.refund-service-unavailable",
                        "too many writes are waiting; nothing was written, try again"));
}

store::WriteJob WriteJobOf(const std::shared_ptr<Flight>& flight,
                           const std::shared_ptr<store::GroupListener>& listener) {
  return {.run =
              [flight](store::Store& store) {
                flight->Run(store);
                return flight->outcome || flight->outcome.error().keeps_writes;
              },
          .done =
              [flight](const std::exception_ptr& problem) {
                if (problem) {
                  flight->AnswerBroken(problem);
                } else {
                  flight->AnswerOutcome();
                }
              },
          .listener = listener};
}

}  // namespace ebbtide::gateway
