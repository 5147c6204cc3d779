#include <cstdio>
#include <stdexcept>

#include <boost/json.hpp>

#include "app/commands.hpp"
#include "app/credentials.hpp"
#include "app/demo.hpp"
#include "client/http_post.hpp"
#include "client/signed_call.hpp"

/// The short commands: app create, session create, call, verify, doctor.
namespace ebbtide::app {
namespace {

constexpr std::int64_t kCallTimeoutMs = 30'000;
constexpr std::int64_t kDayMs = 86'400'000;

void Print(const std::string& text) { std::printf("%s\n", text.c_str()); }

void PrintFields(const boost::json::object& fields, bool json) {
  if (json) return Print(boost::json::serialize(fields));
  for (const auto& [name, value] : fields) {
    std::printf("%-11s %s\n", std::string(name).c_str(), value.as_string().c_str());
  }
}

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

/// In XML, text cannot look like an element; in JSON, an error is the root's only key.
bool IsErrorDocument(std::string_view answer) {
  return answer.starts_with(R"({"error_response":)") ||
         (answer.starts_with("<") && answer.find("<error_response>") != std::string_view::npos);
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

int AppCreate(const Config& config, const AppCreateArguments& arguments) {
  std::vector<std::pair<refund::PartyKind, std::string>> parties;
  for (const auto& text : arguments.parties) parties.push_back(ParseParty(text));

  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenWriter();
  store::App made;
  store->Transact([&] {
    auto& access = store->access();
    made = NewApp(access, arguments.title, clock.Now(),
                  {.app_key = arguments.app_key, .secret = arguments.app_secret, .title = {}});
    for (const auto& [kind, code] : parties) access.Bind(made.app_key, access.PutParty(kind, code));
  });
  PrintFields({{"app_key", made.app_key}, {"app_secret", made.secret}}, arguments.json);
  return 0;
}

int SessionCreate(const Config& config, const SessionCreateArguments& arguments) {
  const auto [kind, code] = ParseParty(arguments.user);
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  const auto store = directory.OpenWriter();
  const std::string key = NewSessionKey();
  const Timestamp expires{clock.Now().unix_ms + arguments.valid_days * kDayMs};
  store->Transact([&, kind = kind, code = code] {
    auto& access = store->access();
    if (!access.FindApp(arguments.app_key)) {
      throw std::runtime_error("there is no app " + arguments.app_key);
    }
    if (!access.FindParty(kind, code)) {
      std::fprintf(stderr, "ebbtide: %s is not known yet; made it\n", arguments.user.c_str());
    }
    access.AddSession(key, {arguments.app_key, access.PutParty(kind, code), expires}, clock.Now());
  });
  PrintFields({{"session", key}, {"expires", ToWireTime(expires) + " GMT+8"}}, arguments.json);
  return 0;
}

int Call(const Config& config, const CallArguments& arguments) {
  CallArguments call = arguments;
  Sent sent;
  for (const auto& text : arguments.parameters) AddTo(sent, text);
  if (const auto demo = ReadDemo(config.data)) Complete(*demo, call, sent);
  if (call.url.empty()) call.url = GatewayUrl(config.server);
  if (call.app_key.empty() || call.app_secret.empty()) {
    throw std::invalid_argument("give --app-key and --app-secret; `ebbtide app create` makes them");
  }
  const top::SignedCall signed_call(call.method, sent.parameters,
                                    {call.app_key, call.app_secret, call.session},
                                    {.format = call.format,
                                     .sign_method = *protocol::ParseSignMethod(call.sign_method),
                                     .simplify = call.simplify},
                                    SystemClock().Now(), sent.files);
  if (call.curl) {
    Print(signed_call.ToCurl(call.url));
    return 0;
  }
  const std::string answer = top::Post(call.url, signed_call.ToBody(), kCallTimeoutMs);
  Print(answer);
  return IsErrorDocument(answer) ? 1 : 0;
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
