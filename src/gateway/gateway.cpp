#include "gateway/gateway.hpp"

#include <exception>
#include <utility>

#include "base/log.hpp"
#include "gateway/batch.hpp"
#include "gateway/call_counts.hpp"
#include "gateway/flight.hpp"
#include "gateway/gzip.hpp"
#include "gateway/identify.hpp"
#include "gateway/kept_answers.hpp"
#include "gateway/request_body.hpp"
#include "protocol/envelope.hpp"
#include "service/messages.hpp"
#include "service/registry.hpp"

namespace ebbtide::gateway {
namespace {

using protocol::Code;
using protocol::MakeError;
using protocol::TopError;

/// What is wrong with the request as HTTP; `read` is how reading its parameters went.
template <class T>
std::optional<TopError> CheckHttp(const Call& call, const Result<T>& read) {
  if (call.http_method != "GET" && call.http_method != "POST") {
    return MakeError(Code::kHttpAction, {}, "use GET or POST");
  }
  if (!read) return MakeError(Code::kInvalidEncoding, {}, read.error().sub_msg);
  return std::nullopt;
}

TopError WrongBody(std::string what) {
  auto error = MakeError(Code::kInvalidArguments, "isv.invalid-parameter:body", std::move(what));
  error.msg += ":body";
  return error;
}

using AppPointer = std::shared_ptr<const store::App>;

}  // namespace

/// Who has signed a batch, how it came, and what its calls have in common.
struct BatchSender {
  const store::App& app;
  const Circumstances& circumstances;
  const Result<schema::Parameters>& shared;
};

Gateway::Gateway(const Shared& shared, std::unique_ptr<store::Store> reader, std::uint64_t seed,
                 std::shared_ptr<store::GroupListener> listener)
    : shared_(shared),
      reader_(std::move(reader)),
      kept_(std::make_unique<KeptAnswers>(shared.options.kept_answers_bytes)),
      random_(seed),
      counts_(shared.observer == nullptr ? nullptr : &shared.observer->NewCounts()),
      listener_(std::move(listener)) {}

Gateway::~Gateway() = default;

std::shared_ptr<Flight> Gateway::NewFlight(std::function<void(Reply)> done) {
  return std::make_shared<Flight>(shared_.options, shared_.clock, protocol::NewRequestId(random_),
                                  std::move(done), CallTrace(shared_.observer, counts_));
}

Circumstances Gateway::CircumstancesOf(const Call& call) {
  return {.options = shared_.options,
          .now = shared_.clock.Now(),
          .access = reader_->access(),
          .flow = shared_.flow,
          .remote_address = call.remote_address};
}

bool Gateway::Board(const service::Endpoint& endpoint, const store::App& app,
                    const schema::Parameters& parameters, const Circumstances& circumstances,
                    Flight& flight) {
  auto error = CheckCall(endpoint, app, parameters, circumstances, flight.admitted);
  if (!error) {
    if (AnswerFromKept(parameters, flight)) return false;
    error = flight.Decode(parameters);
  }
  if (error) flight.AnswerError(*error);
  return !error;
}

bool Gateway::AnswerFromKept(const schema::Parameters& parameters, Flight& flight) {
  const auto& endpoint = *flight.admitted.endpoint;
  if (!endpoint.has_basis || !kept_->keeps_any() || !reader_->changes().Now()) return false;
  auto name = KeptAnswers::NameOf(endpoint, flight.admitted.caller, flight.style, parameters);
  auto document = kept_->Find(name, reader_->changes(), flight.request_id);
  if (!document) {
    flight.name = std::move(name);
    return false;
  }
  if (counts_ != nullptr) counts_->AddKeptAnswer();
  flight.AnswerSuccess(*std::move(document));
  return true;
}

void Gateway::RunRead(Flight& flight) {
  try {
    reader_->Snapshot([&] { flight.Run(*reader_); });
    const auto& numbers = flight.basis.numbers();
    if (!flight.outcome || numbers.empty() || flight.name.empty()) return flight.AnswerOutcome();
    auto document = flight.WriteSuccess();
    // The mark is from before the snapshot, which may have seen later changes already.
    kept_->Keep(std::move(flight.name), document, flight.request_id, numbers,
                reader_->changes().Now().value());
    flight.AnswerSuccess(std::move(document));
  } catch (...) {
    flight.AnswerBroken(std::current_exception());
  }
}

void Gateway::SubmitWrites(std::span<const std::shared_ptr<Flight>> boarded) {
  if (boarded.empty()) return;
  std::vector<store::WriteJob> writes;
  writes.reserve(boarded.size());
  for (const auto& flight : boarded) writes.push_back(WriteJobOf(flight, listener_));
  if (shared_.writes.SubmitAll(std::move(writes))) return;
  for (const auto& flight : boarded) flight->AnswerOverloaded();
}

void Gateway::Together(const std::function<void()>& handle) {
  bool begun = false;
  try {
    reader_->Together([&] {
      begun = true;
      handle();
    });
  } catch (const std::exception& problem) {
    Log(LogLevel::kError, "calls cannot be read together", {{"problem", problem.what()}});
    if (!begun) handle();  // each finds out for itself, and answers it
  }
}

void Gateway::Handle(const Call& call, std::function<void(Reply)> done) {
  const auto flight = NewFlight(InEncodingOf(call, std::move(done)));
  try {
    schema::Parameters parameters;
    const auto raw_body = ReadRequest(call, parameters);
    flight->style = StyleOf(parameters);
    if (const auto error = CheckHttp(call, raw_body)) return flight->AnswerError(*error);
    const auto method = MethodOf(parameters);
    if (const auto* const error = std::get_if<TopError>(&method)) {
      return flight->AnswerError(*error);
    }
    flight->trace.Note(*std::get<const service::Endpoint*>(method), parameters);
    const auto circumstances = CircumstancesOf(call);
    const auto app =
        CheckEnvelope({.parameters = parameters, .raw_body = *raw_body}, circumstances);
    if (const auto* const error = std::get_if<TopError>(&app)) return flight->AnswerError(*error);
    const auto& endpoint = *std::get<const service::Endpoint*>(method);
    if (!Board(endpoint, *std::get<AppPointer>(app), parameters, circumstances, *flight)) return;
    if (flight->IsRead()) {
      RunRead(*flight);
    } else {
      SubmitWrites({&flight, 1});
    }
  } catch (...) {
    flight->AnswerBroken(std::current_exception());
  }
}

void Gateway::HandleBatch(const Call& call, std::function<void(Reply)> done) {
  const auto envelope = NewFlight(InEncodingOf(call, std::move(done)));
  try {
    schema::Parameters parameters;
    const auto read = parameters.AddUrlEncoded(call.query);
    envelope->style = StyleOf(parameters);
    if (const auto error = CheckHttp(call, read)) return envelope->AnswerError(*error);
    const auto circumstances = CircumstancesOf(call);
    const auto app =
        CheckEnvelope({.parameters = parameters, .raw_body = call.body}, circumstances);
    if (const auto* const error = std::get_if<TopError>(&app)) {
      return envelope->AnswerError(*error);
    }
    const auto separator = call.batch_separator.empty() ? kBatchSeparator : call.batch_separator;
    const auto batch = SplitBatch(call.body, separator);
    if (batch.calls.empty() || batch.calls.size() > kBatchCallsMax) {
      return envelope->AnswerError(WrongBody("a batch holds 1 to " +
                                             std::to_string(kBatchCallsMax) +
                                             " calls; this one holds none, or more"));
    }
    const auto shared = SharedOfBatch(parameters, batch.common);
    // Where the common ones are good alone, it is each call that has too many.
    if (const auto alone =
            shared ? Result<void>{} : schema::Parameters().AddUrlEncoded(batch.common);
        !alone) {
      return envelope->AnswerError(MakeError(Code::kInvalidEncoding, {}, alone.error().sub_msg));
    }
    RunBatch(batch, separator, {*std::get<AppPointer>(app), circumstances, shared}, *envelope);
  } catch (...) {
    envelope->AnswerBroken(std::current_exception());
  }
}

void Gateway::RunBatch(const BatchBody& batch, std::string_view separator,
                       const BatchSender& sender, const Flight& envelope) {
  const auto answer = std::make_shared<BatchAnswer>(
      batch.calls.size(), separator, protocol::ContentType(envelope.style.format), envelope.done);
  std::vector<std::shared_ptr<Flight>> writes;
  for (std::size_t i = 0; i < batch.calls.size(); ++i) {
    const auto flight =
        NewFlight([answer, i](Reply reply) { answer->Put(i, std::move(reply.body)); });
    flight->style = envelope.style;
    if (!BoardBatchCall(batch.calls[i], sender, *flight)) continue;
    if (flight->IsRead()) {
      RunRead(*flight);
    } else {
      writes.push_back(flight);
    }
  }
  SubmitWrites(writes);
}

bool Gateway::BoardBatchCall(std::string_view call, const BatchSender& sender, Flight& flight) {
  try {
    const auto read = sender.shared ? ParametersOfCall(*sender.shared, call)
                                    : Result<schema::Parameters>(sender.shared.error());
    if (!read) {
      flight.AnswerError(MakeError(Code::kInvalidEncoding, {}, read.error().sub_msg));
      return false;
    }
    const auto& parameters = *read;
    const auto method = MethodOf(parameters);
    if (const auto* const error = std::get_if<TopError>(&method)) {
      flight.AnswerError(*error);
      return false;
    }
    const auto& endpoint = *std::get<const service::Endpoint*>(method);
    flight.trace.Note(endpoint, parameters);
    return Board(endpoint, sender.app, parameters, sender.circumstances, flight);
  } catch (...) {
    flight.AnswerBroken(std::current_exception());
    return false;
  }
}

Reply Gateway::BodyTooLarge(std::string_view query, std::size_t limit_bytes) {
  const std::string request_id = protocol::NewRequestId(random_);
  schema::Parameters parameters;
  // As far as it can be read; what cannot says nothing of the format.
  static_cast<void>(parameters.AddUrlEncoded(query));
  const auto format = StyleOf(parameters).format;
  const auto error = WrongBody("the body is larger than " + std::to_string(limit_bytes) +
                               " bytes; send less in one call");
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
