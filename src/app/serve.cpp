#include <algorithm>
#include <csignal>
#include <cstdio>

#include "app/commands.hpp"
#include "app/demo.hpp"
#include "base/log.hpp"
#include "client/signed_call.hpp"
#include "gateway/journal.hpp"
#include "service/deadlines.hpp"
#include "store/write_lane.hpp"

namespace ebbtide::app {
namespace {

/// Blocks the signals that we act upon in every thread that is started from here on, so that `Wait`
/// alone receives them.
class Signals {
 public:
  explicit Signals(bool has_tls) {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    // Blocked it would come even under nohup, which only has_tls can wish for.
    if (has_tls || !IsIgnored(SIGHUP)) sigaddset(&signals_, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    // A client that has gone away is an error of a write, not of the program.
    std::signal(SIGPIPE, SIG_IGN);
  }

  [[nodiscard]] int Wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
    return signal;
  }

 private:
  static bool IsIgnored(int signal) {
    struct sigaction action {};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
  }

  sigset_t signals_{};
};

const char* NameOf(int signal) {
  if (signal == SIGHUP) return "SIGHUP";
  return signal == SIGTERM ? "SIGTERM" : "SIGINT";
}

/// SIGHUP ends a server without TLS like the others: then it is the terminal that was closed.
int ServeUntilStopped(const Signals& signals, server::Server& server, bool has_tls) {
  for (;;) {
    const int signal = signals.Wait();
    if (signal != SIGHUP || !has_tls) return signal;
    server.ReloadCertificate();
  }
}

void PrintDemo(const Demo& demo, const Clock& clock) {
  std::printf(
      "\nA signed line for each method; a signature is good for ten minutes.\n"
      "`ebbtide call METHOD --curl` prints a new one, `ebbtide call METHOD` calls.\n");
  for (const auto& call : demo.calls) {
    const auto app = std::ranges::find(demo.apps, call.app_key, &DemoApp::app_key);
    const top::SignedCall signed_call(call.method, call.params,
                                      {call.app_key, app->app_secret, call.session}, {},
                                      clock.Now(), call.files);
    std::printf("\n# %s\n%s\n", call.method.c_str(), signed_call.ToCurl(demo.url).c_str());
  }
  std::printf("\n");
  std::fflush(stdout);
}

/// Of one I/O thread.
std::size_t KeptAnswersBytes(const Config& config) {
  constexpr std::size_t kMb = std::size_t{1} << 20U;
  return static_cast<std::size_t>(config.kept_answers_mb) * kMb / config.server.threads;
}

}  // namespace

int Serve(const Config& config, const ServeArguments& arguments) {
  const bool has_tls = !config.server.tls_certificate.empty();
  const Signals signals(has_tls);
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  // A demo is made before anybody may call; its address is known only after binding.
  if (arguments.demo) PrepareDemo(directory, {}, clock.Now());
  store::WriteLane writes(directory.OpenWriter());
  gateway::Options options = config.gateway;
  options.policy.durations = config.Deadlines();
  options.kept_answers_bytes = KeptAnswersBytes(config);
  gateway::Observer observer(config.journal, clock);
  gateway::FlowControl flow(config.flow);
  const gateway::Shared shared{options, clock, writes, &observer, &flow};
  server::Server server(config.server, shared, directory);

  const std::string address = config.server.address + ":" + std::to_string(server.port());
  const std::string url = (has_tls ? "https://" : "http://") + address;
  if (options.policy.public_url.empty()) options.policy.public_url = url;
  const service::Timekeeper timekeeper(writes, clock, options.policy);
  server.Start();
  Log(LogLevel::kInfo, "serving",
      {{"address", address},
       {"url", url},
       {"admin", server.admin_port() == 0
                     ? ""
                     : config.server.admin_address + ":" + std::to_string(server.admin_port())},
       {"data", config.data.string()},
       {"threads", std::to_string(config.server.threads)}});
  if (arguments.demo) {
    PrintDemo(PrepareDemo(directory, url + "/router/rest", clock.Now()), clock);
  }
  const int signal = ServeUntilStopped(signals, server, has_tls);
  Log(LogLevel::kInfo, "stopping", {{"signal", NameOf(signal)}});
  server.Stop();
  Log(LogLevel::kInfo, "stopped");
  return 0;
}

}  // namespace ebbtide::app
