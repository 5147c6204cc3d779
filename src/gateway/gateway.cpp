#include "gateway/gateway.hpp"

#include <exception>
#include <utility>

#include "base/log.hpp"
#include "gateway/identify.hpp"
#include "protocol/envelope.hpp"
#include "schema/reader.hpp"
#include "service/messages.hpp"
#include "service/registry.hpp"

namespace ebbtide::gateway {
namespace {

using protocol::Code;
using protocol::MakeError;
using protocol::TopError;

/// One call on its way through the pipeline. A write's goes on living on the write lane.
struct Flight {
  const Options& options;
  const Clock& clock;
  std::string request_id;
  protocol::Style style;
  Admitted admitted;
  service::Exchange exchange;
  std::function<void(Reply)> done;
  Result<void> outcome;

  [[nodiscard]] protocol::Stamp Stamp() const { return {request_id, options.host_label}; }

  void Answer(std::string body) const {
    done({std::move(body), protocol::ContentType(style.format)});
  }
  void AnswerError(const TopError& error) const {
    Answer(protocol::WriteError(error, style.format, Stamp()));
  }

  void Run(store::Store& store) {
    outcome = admitted.endpoint->run(
        exchange.get(),
        service::Context{store, admitted.caller, clock.Now(), request_id, options.policy});
  }

  void AnswerOutcome() const {
    if (!outcome) {
      AnswerError(protocol::FromError(outcome.error(), options.refused_code));
      return;
    }
    const auto& endpoint = *admitted.endpoint;
    Answer(protocol::WriteAnswer(endpoint.api->name, *endpoint.response,
                                 endpoint.response_of(exchange.get()), style, Stamp()));
  }

  /// The one place where broken machinery ends. The caller may have the outcome of a write asked
  /// for under its key; `isp.*` tells SDKs to try again.
  void AnswerBroken(const std::exception_ptr& problem) const {
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
};

/// Query and body, in that order: a name that comes in both has the body's value.
Result<void> Collect(const Call& call, schema::Parameters& parameters) {
  RETURN_IF_ERROR(parameters.AddUrlEncoded(call.query));
  if (call.body.empty()) return {};
  if (schema::IsMediaType(call.content_type, "") ||
      schema::IsMediaType(call.content_type, "application/x-www-form-urlencoded")) {
    return parameters.AddUrlEncoded(call.body);
  }
  if (const auto boundary = schema::BoundaryOf(call.content_type)) {
    return parameters.AddMultipart(call.body, *boundary);
  }
  return InvalidArgument("",
                         "the body must be application/x-www-form-urlencoded, or "
                         "multipart/form-data with a boundary");
}

void Dispatch(const std::shared_ptr<Flight>& flight, store::Store& reader,
              store::WriteLane& writes) {
  if (flight->admitted.endpoint->api->lane == contract::Lane::kRead) {
    flight->Run(reader);
    flight->AnswerOutcome();
    return;
  }
  const bool taken = writes.Submit({
      .run =
          [flight](store::Store& store) {
            flight->Run(store);
            return flight->outcome.has_value();
          },
      .done =
          [flight](const std::exception_ptr& problem) {
            if (problem) {
              flight->AnswerBroken(problem);
            } else {
              flight->AnswerOutcome();
            }
          },
  });
  if (!taken) {
    flight->AnswerError(MakeError(flight->options.refused_code, "isp.refund-service-unavailable",
                                  "too many writes are waiting; nothing was written, try again"));
  }
}

}  // namespace

Gateway::Gateway(const Shared& shared, std::unique_ptr<store::Store> reader, std::uint64_t seed)
    : shared_(shared), reader_(std::move(reader)), random_(seed) {}

void Gateway::Handle(const Call& call, std::function<void(Reply)> done) {
  const auto flight =
      std::make_shared<Flight>(Flight{.options = shared_.options,
                                      .clock = shared_.clock,
                                      .request_id = protocol::NewRequestId(random_),
                                      .style = {},
                                      .admitted = {},
                                      .exchange = service::Exchange(nullptr, [](void*) {}),
                                      .done = std::move(done),
                                      .outcome = {}});
  try {
    schema::Parameters parameters;
    const auto collected = Collect(call, parameters);
    flight->style = StyleOf(parameters);
    if (call.http_method != "GET" && call.http_method != "POST") {
      return flight->AnswerError(MakeError(Code::kHttpAction, {}, "use GET or POST"));
    }
    if (!collected) {
      return flight->AnswerError(MakeError(Code::kInvalidEncoding, {}, collected.error().sub_msg));
    }
    auto admitted = Admit(parameters, shared_.options, shared_.clock.Now(), reader_->access());
    if (const auto* const error = std::get_if<TopError>(&admitted)) {
      return flight->AnswerError(*error);
    }
    flight->admitted = std::get<Admitted>(std::move(admitted));
    const auto& endpoint = *flight->admitted.endpoint;
    flight->exchange = endpoint.new_exchange();
    if (const auto decoded = schema::ReadParameters(*endpoint.request, parameters,
                                                    endpoint.request_of(flight->exchange.get()));
        !decoded) {
      return flight->AnswerError(
          protocol::FromError(decoded.error(), shared_.options.refused_code));
    }
    Dispatch(flight, *reader_, shared_.writes);
  } catch (...) {
    flight->AnswerBroken(std::current_exception());
  }
}

Reply Gateway::BodyTooLarge(std::string_view query, std::size_t limit_bytes) {
  const std::string request_id = protocol::NewRequestId(random_);
  schema::Parameters parameters;
  // As far as it can be read; what cannot says nothing of the format.
  static_cast<void>(parameters.AddUrlEncoded(query));
  const auto format = StyleOf(parameters).format;
  auto error = MakeError(
      Code::kInvalidArguments, "isv.invalid-parameter:body",
      "the body is larger than " + std::to_string(limit_bytes) + " bytes; send less in one call");
  error.msg += ":body";
  return {protocol::WriteError(error, format, {request_id, shared_.options.host_label}),
          protocol::ContentType(format)};
}

std::optional<Reply> Gateway::Picture(std::string_view target) {
  const auto key = reader_->KeyFor(service::kPictureLinkKey);
  const auto digest = service::DigestOfLink(target, key, shared_.clock.Now());
  if (!digest) return std::nullopt;
  auto content = reader_->pictures().Read(*digest);
  const auto type = store::PictureType(content.value_or(std::string{}));
  if (!content || !type) return std::nullopt;
  return Reply{*std::move(content), *type};
}

bool Gateway::IsReady() {
  try {
    reader_->access().FindApp("");
    return true;
  } catch (const std::exception& problem) {
    Log(LogLevel::kError, "store cannot be read", {{"problem", problem.what()}});
    return false;
  }
}

}  // namespace ebbtide::gateway
