#include <cstdio>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>

#include <CLI/CLI.hpp>

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

void AddManagement(CLI::App& app, Invocation& invocation) {
  auto* const app_word = app.add_subcommand("app", "Programs that may call")->require_subcommand(1);
  auto* const create = app_word->add_subcommand("create", "Make an app key and its secret");
  AddCommon(*create, invocation);
  auto a = std::make_shared<AppCreateArguments>();
  create->add_option("--title", a->title, "What the app is");
  create->add_option("--for", a->parties,
                     "KIND:CODE of whom it acts for without a session, such as distributor:125007 "
                     "or customer:4053738002; may be repeated");
  create->add_option("--key", a->app_key, "App key (default: a new one)");
  create->add_option("--secret", a->app_secret, "App secret (default: a new one)");
  create->add_flag("--json", a->json, "Print as JSON");
  create->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return AppCreate(config, *a); };
  });

  auto* const session_word =
      app.add_subcommand("session", "Users that apps act for")->require_subcommand(1);
  auto* const open = session_word->add_subcommand("create", "Make a session key");
  AddCommon(*open, invocation);
  auto s = std::make_shared<SessionCreateArguments>();
  open->add_option("--app", s->app_key, "App key")->required();
  open->add_option("--user", s->user, "KIND:CODE, such as seller:TESTW")->required();
  open->add_option("--days", s->valid_days, "How long it is valid")
      ->capture_default_str()
      ->check(CLI::Range(1, 36'500));
  open->add_flag("--json", s->json, "Print as JSON");
  open->callback([=, &invocation] {
    invocation.run = [=](const Config& config) { return SessionCreate(config, *s); };
  });
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
  AddManagement(app, invocation);
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
