#include <algorithm>
#include <array>
#include <charconv>
#include <future>
#include <memory>

#include "base/text.hpp"
#include "fuzz/answer.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/world.hpp"
#include "gateway/batch.hpp"
#include "service/registry.hpp"

/// The whole pipeline, from bytes to the answer, on the demo's orders. An input is a short story, a
/// step a line; PARAMS is a form that may also replace what the harness adds, such as `format`:
///
///     form APP METHOD PARAMS      signed, as a form body; `get` as a query; `parts` as multipart,
///                                 where a parameter `@image`, in hex, is a file `image`
///     batch APP PARAMS            signed, with all that follows as the batch's body; `json` the
///                                 same for a raw body of a call that PARAMS names
///     raw CONTENT-TYPE            not signed: all that follows is the body
///     token PARAMS                a form body to /token; `consent` one to /authorize, `authorize`
///                                 a query of it
///     wait HOURS                  the clock goes on, and deadlines fire
///
/// Holds true: every answer is well-formed, is no fault of ours, and is written the same once it
/// was read; an error and a method that reads have written nothing; what the whole story has
/// written keeps the laws of `ebbtide verify`.
namespace ebbtide::fuzz {
namespace {

using gateway::Call;
using gateway::Reply;
using schema::Parameters;

constexpr std::size_t kStepsMax = 8;
constexpr std::int64_t kHoursMax = 24 * 400;
constexpr std::string_view kForm = "application/x-www-form-urlencoded;charset=UTF-8";
constexpr std::string_view kBoundary = "fuzz-boundary";

/// Waits for the answer, which may come from the write lane's thread; a second one would throw.
template <class Answer, class Start>
Answer Await(const Start& start) {
  const auto answered = std::make_shared<std::promise<Answer>>();
  start([answered](Answer answer) { answered->set_value(std::move(answer)); });
  return answered->get_future().get();
}

/// Parameters are UTF-8, and files need not be. What is no hex stands for itself.
std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    const auto* const end = hex.data() + i + 2;
    if (std::from_chars(hex.data() + i, end, byte, 16).ptr != end) return std::string(hex);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

std::string AsMultipart(const Parameters& parameters) {
  std::string body;
  for (const auto& [name, value] : parameters.sorted()) {
    const bool file = name.starts_with('@');
    body.append("--").append(kBoundary).append("\r\nContent-Disposition: form-data; name=\"");
    body.append(name.substr(file ? 1 : 0)).append("\"").append(file ? "; filename=\"f\"" : "");
    body.append("\r\n\r\n").append(file ? FromHex(value) : std::string(value)).append("\r\n");
  }
  return body.append("--").append(kBoundary).append("--\r\n");
}

/// All parameters but those of files, which nobody signs.
std::string SignOf(const Parameters& parameters, std::string_view raw_body,
                   const std::string& secret) {
  Parameters to_sign;
  for (const auto& [name, value] : parameters.sorted()) {
    if (!name.starts_with('@')) to_sign.Add(name, value).value();
  }
  const auto method = protocol::ParseSignMethod(parameters.Get("sign_method"));
  return protocol::Sign({.parameters = to_sign, .raw_body = raw_body},
                        method.value_or(protocol::SignMethod::kMd5), secret);
}

class Story {
 public:
  explicit Story(World& world) : world_(world) {}

  void Run(std::string_view text) {
    for (std::size_t step = 0; step < kStepsMax && !text.empty(); ++step) Step(text);
    world_.TakeBack();
    world_.platform().clock().AdvanceMs(-waited_ms_);
  }

 private:
  void Step(std::string_view& text) {
    static constexpr std::array<std::string_view, 10> kWords{
        "form", "get", "parts", "batch", "json", "raw", "token", "consent", "authorize", "wait"};
    auto line = Take(text, '\n');
    const auto word =
        kWords[Choose(Take(line, ' '), kWords.size(), [](std::size_t i) { return kWords[i]; })];
    if (word == "form" || word == "get" || word == "parts") return SignedCall(word, line);
    if (word == "batch") return Batch(line, std::exchange(text, {}));
    if (word == "json") return RawBody(line, std::exchange(text, {}));
    if (word == "raw") {
      return Check({"POST", {}, line, std::exchange(text, {})}, nullptr);
    }
    if (word == "wait") return Wait(line);
    OAuth(word, line);
  }

  /// What a right call has, and then whatever the line says. An error is one of reading the line.
  Result<Parameters> ParametersOf(const test::App& app, std::string_view method,
                                  std::string_view line, std::string_view raw_body = {}) {
    Parameters parameters;
    for (const auto& [name, value] :
         test::PublicParams(method, app, world_.platform().clock().Now())) {
      RETURN_IF_ERROR(parameters.Add(name, value));
    }
    RETURN_IF_ERROR(parameters.AddUrlEncoded(line));
    if (!parameters.Find("sign")) {
      RETURN_IF_ERROR(parameters.Add("sign", SignOf(parameters, raw_body, app.app_secret)));
    }
    return parameters;
  }

  void SignedCall(std::string_view word, std::string_view line) {
    const auto endpoints = service::Endpoints();
    const auto& app = world_.AppNamed(Take(line, ' '));
    const auto& endpoint = endpoints[Choose(Take(line, ' '), endpoints.size(),
                                            [&](std::size_t i) { return endpoints[i].api->name; })];
    const auto parameters = ParametersOf(app, endpoint.api->name, line);
    if (!parameters) return Check({"POST", line, kForm, line}, nullptr);
    const auto* const called = service::FindEndpoint(parameters->Get("method"));
    if (word == "get") return Check({"GET", FormOf(*parameters), {}, {}}, called);
    if (word == "form") return Check({"POST", {}, kForm, FormOf(*parameters)}, called);
    const std::string type = "multipart/form-data; boundary=" + std::string(kBoundary);
    Check({"POST", {}, type, AsMultipart(*parameters)}, called);
  }

  void RawBody(std::string_view line, std::string_view body) {
    const auto& app = world_.AppNamed(Take(line, ' '));
    const auto parameters = ParametersOf(app, "taobao.refund.get", line, body);
    if (!parameters) return;
    Check({"POST", FormOf(*parameters), "application/json", body},
          service::FindEndpoint(parameters->Get("method")));
  }

  void Check(const Call& call, const service::Endpoint* endpoint) {
    const auto reply = Await<Reply>([&](const auto& done) { world_.gateway().Handle(call, done); });
    const bool error = CheckAnswer(reply.body, reply.content_type, endpoint);
    const bool reads =
        error || (endpoint != nullptr && endpoint->api->lane == contract::Lane::kRead);
    Require(!world_.HasChanged() || !reads, "an error, or a read, writes nothing", reply.body);
  }

  void Batch(std::string_view line, std::string_view body) {
    const auto& app = world_.AppNamed(Take(line, ' '));
    const auto parameters = ParametersOf(app, {}, line, body);
    if (!parameters) return;
    const auto reply = Await<Reply>([&](const auto& done) {
      world_.gateway().HandleBatch({"POST", FormOf(*parameters), "text/plain", body}, done);
    });
    CheckBatchAnswer(reply);
  }

  void CheckBatchAnswer(const Reply& reply) {
    bool only_errors = true;
    std::string_view rest = reply.body;
    for (bool more = true; more;) {
      const auto end = rest.find(gateway::kBatchSeparator);
      more = end != std::string_view::npos;
      only_errors &= CheckAnswer(rest.substr(0, end), reply.content_type, nullptr);
      if (more) rest.remove_prefix(end + gateway::kBatchSeparator.size());
    }
    Require(!world_.HasChanged() || !only_errors, "errors write nothing", reply.body);
  }

  void OAuth(std::string_view word, std::string_view line) {
    constexpr unsigned kBroken = 500;
    const bool query = word == "authorize";
    const Call call = query ? Call{"GET", line, {}, {}} : Call{"POST", {}, kForm, line};
    const auto reply = Await<gateway::WebReply>([&](const auto& done) {
      world_.gateway().HandleOAuth(word == "token" ? "/token" : "/authorize", call, done);
    });
    Require(reply.status < kBroken && IsUtf8(reply.body), "no input breaks the machinery",
            reply.body);
    Require(reply.location.find_first_of("\r\n") == std::string::npos, "a header is one line",
            reply.location);
    world_.HasChanged();  // an error may have: a code that comes twice ends its session
  }

  void Wait(std::string_view line) {
    constexpr std::int64_t kHourMs = 3'600'000;
    const auto hours = std::clamp<std::int64_t>(ParseInteger(line).value_or(1), 0, kHoursMax);
    world_.platform().clock().AdvanceMs(hours * kHourMs);
    waited_ms_ += hours * kHourMs;
    world_.platform().FireDeadlines();
    world_.HasChanged();  // not by the next call
  }

  World& world_;
  std::int64_t waited_ms_ = 0;
};

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static ebbtide::fuzz::World world;
  ebbtide::fuzz::Story(world).Run(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
