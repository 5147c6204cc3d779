#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "app/access_words.hpp"
#include "app/commands.hpp"

namespace ebbtide::app {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

/// What the flags say beside the chosen word.
struct Invocation {
  std::filesystem::path config_file;
  std::string listen;
  std::string data;
  std::function<int(const Config&)> run;
};

void AddCommon(CLI::App& command, Invocation& invocation) {
  command.add_option("--config", invocation.config_file, "Configuration file (ebbtide.toml)");
  command.add_option("--data", invocation.data, "Data directory");
}

void AddServe(CLI::App& app, Invocation& invocation) {
  auto* const command = app.add_subcommand("serve", "Serve until stopped");
  AddCommon(*command, invocation);
  command->add_option("--listen", invocation.listen, "ADDRESS:PORT");
  auto arguments = std::make_shared<ServeArguments>();
  command->add_flag("--demo", arguments->demo,
                    "Make demo data once, write demo.json, print curl lines");
  command->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return Serve(config, *arguments); };
  });
}

void AddImport(CLI::App& app, Invocation& invocation) {
  auto* const command = app.add_subcommand(
      "import",
      "Take orders in from NDJSON, or from CSV with --map; exit code 1 when rows were "
      "rejected");
  AddCommon(*command, invocation);
  auto a = std::make_shared<ImportArguments>();
  command->add_option("file", a->file, "The file")->required()->check(CLI::ExistingFile);
  command->add_option("--map", a->map,
                      "CSV columns: order=…,sku=…,quantity=…,price=…,time=… and optionally line, "
                      "title, buyer");
  command->add_option("--seller", a->seller, "CSV: the seller's code");
  command->add_option("--channel", a->channel, "CSV: taobao or wdk")
      ->check(CLI::IsMember({"taobao", "wdk"}));
  command->add_option("--state", a->state, "CSV: state of the orders")
      ->capture_default_str()
      ->check(CLI::IsMember({"created", "paid", "shipped", "finished", "closed"}));
  command->add_option("--shop", a->shop_id, "CSV: channel shop (wdk)");
  command->add_option("--store", a->store_id, "CSV: operating store (wdk)");
  command->add_option("--report", a->report, "Rejected rows (default: FILE.rejected.csv here)");
  command->add_option("--ids", a->ids, "Write the numbers that new orders and lines were given");
  command->add_flag("--json", a->json, "Print the outcome as JSON");
  command->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return Import(config, *a); };
  });
}

/// A word below `parent` that runs `run` with `arguments`.
template <class Arguments>
CLI::App* AddWord(CLI::App* parent, const char* name, const char* description,
                  Invocation& invocation, int (*run)(const Config&, const Arguments&),
                  const std::shared_ptr<Arguments>& arguments) {
  auto* const word = parent->add_subcommand(name, description);
  AddCommon(*word, invocation);
  word->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return run(config, *arguments); };
  });
  return word;
}

void AddPermissions(CLI::App& word, PermissionArguments& permissions) {
  word.add_option("--category", permissions.categories,
                  "All methods of a category, as `ebbtide methods` lists them; may be repeated");
  word.add_option("--method", permissions.methods, "One method; may be repeated");
}

void AddAppWords(CLI::App& app, Invocation& invocation) {
  auto* const parent = app.add_subcommand("app", "Programs that may call")->require_subcommand(1);
  const auto a = std::make_shared<AppArguments>();
  const auto add = [&](const char* name, const char* description,
                       int (*run)(const Config&, const AppArguments&), bool takes_key = true) {
    auto* const word = AddWord(parent, name, description, invocation, run, a);
    if (takes_key) word->add_option("key", a->app_key, "App key")->required();
    return word;
  };
  auto* const create = add("create", "Make an app key and its secret", &AppCreate, false);
  create->add_option("--title", a->title, "What the app is");
  create->add_option("--for", a->parties,
                     "KIND:CODE of whom it acts for without a session, such as distributor:125007 "
                     "or customer:4053738002; may be repeated");
  create->add_option("--key", a->app_key, "App key (default: a new one)");
  create->add_option("--secret", a->app_secret, "App secret (default: a new one)");
  create->add_option("--network", a->networks,
                     "Address or network from which it may call (default: anywhere); may be "
                     "repeated");
  create->add_option("--callback", a->callback, "Where users may be sent after /authorize");
  AddPermissions(*create, a->permissions);
  create->add_flag("--json", a->json, "Print as JSON");

  add("list", "Show the apps; secrets masked", &AppList, false)
      ->add_flag("--json", a->json, "Print as JSON");
  for (auto* const word :
       {add("grant", "Let an app call more; one that may call everything, only that", &AppGrant),
        add("revoke", "Take grants back", &AppRevoke)}) {
    AddPermissions(*word, a->permissions);
    word->add_flag("--all", a->permissions.everything, "Everything");
  }
  add("allow", "Let an app call from these addresses only; from anywhere if none is given",
      &AppAllow)
      ->add_option("network", a->networks, "Addresses, and networks such as 192.0.2.0/24");
  add("callback", "Where users may be sent after /authorize; nowhere if it is left out",
      &AppCallback)
      ->add_option("url", a->callback, "Address; anything below it is good too");
  add("disable", "Refuse all calls of an app", &AppDisable);
  add("enable", "Take its calls again", &AppEnable);
  auto* const rotate = add("rotate", "Give an app a new secret", &AppRotate);
  rotate->add_option("--overlap", a->overlap, "How long the old secret is good beside it; or 0")
      ->capture_default_str();
  rotate->add_flag("--json", a->json, "Print as JSON");
}

void AddSessionWords(CLI::App& app, Invocation& invocation) {
  auto* const parent =
      app.add_subcommand("session", "Users that apps act for")->require_subcommand(1);
  const auto s = std::make_shared<SessionArguments>();
  const auto add = [&](const char* name, const char* description,
                       int (*run)(const Config&, const SessionArguments&)) {
    return AddWord(parent, name, description, invocation, run, s);
  };
  auto* const create = add("create", "Make a session key", &SessionCreate);
  create->add_option("--app", s->app_key, "App key")->required();
  create->add_option("--days", s->valid_days, "How long it is valid")
      ->capture_default_str()
      ->check(CLI::Range(1, 36'500));
  auto* const ticket =
      add("ticket", "Make a ticket for /authorize: once, within ten minutes", &SessionTicket);
  ticket->add_option("--app", s->app_key, "App key (default: any app)");
  for (auto* const word : {create, ticket}) {
    word->add_option("--user", s->user, "KIND:CODE, such as seller:TESTW")->required();
    AddPermissions(*word, s->scope);
    word->add_flag("--json", s->json, "Print as JSON");
  }
  auto* const list = add("list", "Show the sessions", &SessionList);
  list->add_option("--app", s->app_key, "Only those of this app key");
  list->add_flag("--json", s->json, "Print as JSON");
  add("revoke", "End sessions, and what could renew them", &SessionRevoke)
      ->add_option("session", s->sessions, "Session keys, or ids as the list shows them")
      ->required();
}

void AddCall(CLI::App& app, Invocation& invocation) {
  auto* const command = app.add_subcommand(
      "call", "Sign a call, send it and print the answer; what is left open comes from demo.json");
  AddCommon(*command, invocation);
  auto a = std::make_shared<CallArguments>();
  command->add_option("method", a->method, "Method name")->required();
  command->add_option("parameters", a->parameters, "key=value …; key=@path sends a file");
  command->add_option("--url", a->url, "Gateway");
  command->add_option("--app-key", a->app_key, "App key");
  command->add_option("--app-secret", a->app_secret, "App secret");
  command->add_option("--session", a->session, "Session key");
  command->add_option("--format", a->format, "json or xml")
      ->capture_default_str()
      ->check(CLI::IsMember({"json", "xml"}));
  command->add_option("--sign-method", a->sign_method, "md5, hmac or hmac-sha256")
      ->capture_default_str()
      ->check(CLI::IsMember({"md5", "hmac", "hmac-sha256"}));
  command->add_flag("--simplify", a->simplify, "Ask for simplified JSON");
  command->add_flag("--curl", a->curl, "Print a signed curl line instead of calling");
  command->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return Call(config, *a); };
  });
}

void AddInformation(CLI::App& app, Invocation& invocation) {
  auto* const methods = app.add_subcommand("methods", "List the served methods");
  auto a = std::make_shared<MethodsArguments>();
  methods->add_flag("--json", a->json, "Print as JSON");
  methods->add_option("--reference", a->reference, "Write the reference pages into a directory");
  methods->callback(
      [=, &invocation] { invocation.run = [=](const Config& /*config*/) { return Methods(*a); }; });

  auto* const doctor =
      app.add_subcommand("doctor", "Print the configuration in force and check the data directory");
  AddCommon(*doctor, invocation);
  doctor->add_option("--listen", invocation.listen, "ADDRESS:PORT");
  doctor->callback([&invocation] { invocation.run = &Doctor; });

  auto* const verify = app.add_subcommand(
      "verify",
      "Recompute sums, states and event chains of the whole store; exit code 1 when "
      "something is wrong. May run beside a server");
  AddCommon(*verify, invocation);
  auto v = std::make_shared<VerifyArguments>();
  verify->add_flag("--json", v->json, "Print as JSON");
  verify->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return Verify(config, *v); };
  });

  app.add_subcommand("version", "Print the version")->callback([&invocation] {
    invocation.run = [](const Config& /*config*/) {
      std::puts("ebbtide " EBBTIDE_VERSION);
      return 0;
    };
  });
}

int Run(int argc, char** argv) {
  CLI::App app(
      "Ebbtide: a self-hosted refund platform that speaks the Taobao Open Platform "
      "protocol",
      "ebbtide");
  app.require_subcommand(1);
  Invocation invocation;
  AddServe(app, invocation);
  AddImport(app, invocation);
  AddAppWords(app, invocation);
  AddSessionWords(app, invocation);
  AddCall(app, invocation);
  AddInformation(app, invocation);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? 0 : kWrongUsage;
  }
  Config config = LoadConfig(invocation.config_file);
  if (!invocation.listen.empty()) Set(config, "server.listen", invocation.listen, "--listen");
  if (!invocation.data.empty()) Set(config, "store.data", invocation.data, "--data");
  SetLogLevel(config.log_level);
  return invocation.run(config);
}

}  // namespace
}  // namespace ebbtide::app

int main(int argc, char** argv) {
  try {
    return ebbtide::app::Run(argc, argv);
  } catch (const std::invalid_argument& problem) {
    std::fprintf(stderr, "ebbtide: %s\n", problem.what());
    return ebbtide::app::kWrongUsage;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ebbtide: %s\n", problem.what());
    return ebbtide::app::kFailed;
  }
}
