#include <chrono>
#include <cstdio>
#include <stdexcept>

#include <boost/json.hpp>
#include <ebbtide/client.hpp>

#include "app/commands.hpp"
#include "app/demo.hpp"
#include "base/file.hpp"
#include "client/signed_call.hpp"

/// The short commands: call, verify, doctor.
namespace ebbtide::app {
namespace {

constexpr std::chrono::seconds kCallTimeout{30};

void Print(const std::string& text) { std::printf("%s\n", text.c_str()); }

std::pair<std::string, std::string> SplitParameter(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw std::invalid_argument("'" + text + "' is not key=value");
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

std::string GatewayUrl(const server::ServerOptions& server) {
  return "http://" + server.address + ":" + std::to_string(server.port) + "/router/rest";
}

/// What a call carries.
struct Sent {
  top::SignedCall::Parameters parameters;
  std::vector<top::FilePart> files;
};

/// `name=@path` is a file, as curl has it; everything else a text.
void AddTo(Sent& sent, const std::string& text) {
  auto [name, value] = SplitParameter(text);
  if (value.starts_with('@')) {
    sent.files.push_back({name, value.substr(1)});
  } else {
    sent.parameters.emplace_back(name, value);
  }
}

top::UntypedRequest ToUntyped(const std::string& method, const Sent& sent) {
  top::UntypedRequest request{.method = method, .parameters = sent.parameters, .files = {}};
  for (const auto& file : sent.files) request.files.push_back({file.name, ReadFile(file.path)});
  return request;
}

/// Fills what the command line left open from demo.json, so that the demo can be called by name.
void Complete(const Demo& demo, CallArguments& call, Sent& sent) {
  if (call.url.empty()) call.url = demo.url;
  for (const auto& known : demo.calls) {
    if (known.method != call.method || !call.app_key.empty()) continue;
    call.app_key = known.app_key;
    if (call.session.empty()) call.session = known.session;
    if (!sent.parameters.empty() || !sent.files.empty()) continue;
    sent = {known.params, known.files};
  }
  for (const auto& app : demo.apps) {
    if (app.app_key == call.app_key && call.app_secret.empty()) call.app_secret = app.app_secret;
  }
}

}  // namespace

int Call(const Config& config, const CallArguments& arguments) {
  CallArguments call = arguments;
  Sent sent;
  for (const auto& text : arguments.parameters) AddTo(sent, text);
  if (const auto demo = ReadDemo(config.data)) Complete(*demo, call, sent);
  if (call.url.empty()) call.url = GatewayUrl(config.server);
  if (call.app_key.empty() || call.app_secret.empty()) {
    throw std::invalid_argument("give --app-key and --app-secret; `ebbtide app create` makes them");
  }
  const auto sign_method = *protocol::ParseSignMethod(call.sign_method);
  if (call.curl) {
    const top::SignedCall signed_call(
        call.method, sent.parameters, {call.app_key, call.app_secret, call.session},
        {.format = call.format, .sign_method = sign_method, .simplify = call.simplify},
        SystemClock().Now(), sent.files);
    Print(signed_call.ToCurl(call.url));
    return 0;
  }
  top::ClientOptions options;
  options.format = call.format == "xml" ? top::Format::kXml : top::Format::kJson;
  options.sign_method = sign_method;
  options.simplify = call.simplify;
  options.timeout = kCallTimeout;
  options.retries.attempts_max = 1;  // whoever looks at one call wants its first answer
  const top::Client client(call.url, call.app_key, call.app_secret, options);
  const top::Reply reply = client.Execute(ToUntyped(call.method, sent), call.session);
  if (!reply.Body().empty()) Print(reply.Body());
  if (reply) return 0;
  // TOP's error document says all by itself.
  if (reply.error().kind == top::CallErrorKind::kRefused) return 1;
  throw std::runtime_error(reply.error().ToText());
}

int Verify(const Config& config, const VerifyArguments& arguments) {
  if (!std::filesystem::exists(config.data)) {
    throw std::runtime_error("there is no data directory " + config.data.string());
  }
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenReader();
  boost::json::array problems;
  store->Verify([&](const std::string& problem) {
    if (!arguments.json) Print(problem);
    problems.emplace_back(problem);
  });
  const auto refunds = store->CountRefunds();
  const bool sound = problems.empty();
  if (arguments.json) {
    Print(boost::json::serialize(
        boost::json::object{{"refunds", refunds}, {"problems", std::move(problems)}}));
  } else {
    Print(sound ? "sound; refunds: " + std::to_string(refunds)
                : std::to_string(problems.size()) + " problems; keep the data directory as it is");
  }
  return sound ? 0 : 1;
}

int Doctor(const Config& config) {
  for (const auto& setting : Settings()) {
    std::printf("%-32s %-22s # %s\n", std::string(setting.key).c_str(), setting.get(config).c_str(),
                std::string(setting.doc).c_str());
  }
  if (!std::filesystem::exists(config.data)) {
    Print("data directory " + config.data.string() + " is not there yet; `serve` makes it");
    return 0;
  }
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  Print("data directory " + config.data.string() +
        " is sound; refunds: " + std::to_string(directory.OpenReader()->CountRefunds()));
  return 0;
}

}  // namespace ebbtide::app
