#include <algorithm>
#include <csignal>
#include <cstdio>

#include "app/commands.hpp"
#include "app/demo.hpp"
#include "base/log.hpp"
#include "client/signed_call.hpp"
#include "service/deadlines.hpp"
#include "store/write_lane.hpp"

namespace ebbtide::app {
namespace {

/// Blocks the signals that end the program in every thread that is started from here on, so that
/// `Wait` alone receives them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    // A client that has gone away is an error of a write, not of the program.
    std::signal(SIGPIPE, SIG_IGN);
  }

  [[nodiscard]] const char* Wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
    return signal == SIGTERM ? "SIGTERM" : "SIGINT";
  }

 private:
  sigset_t signals_{};
};

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

}  // namespace

int Serve(const Config& config, const ServeArguments& arguments) {
  const StopSignals signals;
  const SystemClock clock;
  const store::DataDirectory directory(config.data, clock);
  // A demo is made before anybody may call; its address is known only after binding.
  if (arguments.demo) PrepareDemo(directory, {}, clock.Now());
  store::WriteLane writes(directory.OpenWriter());
  gateway::Options options = config.gateway;
  options.policy.durations = config.Deadlines();
  const gateway::Shared shared{options, clock, writes};
  server::Server server(config.server, shared, directory);

  const std::string address = config.server.address + ":" + std::to_string(server.port());
  if (options.policy.public_url.empty()) options.policy.public_url = "http://" + address;
  const service::Timekeeper timekeeper(writes, clock, options.policy);
  server.Start();
  Log(LogLevel::kInfo, "serving",
      {{"address", address},
       {"data", config.data.string()},
       {"threads", std::to_string(config.server.threads)}});
  if (arguments.demo) {
    PrintDemo(PrepareDemo(directory, "http://" + address + "/router/rest", clock.Now()), clock);
  }
  const char* const signal = signals.Wait();
  Log(LogLevel::kInfo, "stopping", {{"signal", signal}});
  server.Stop();
  Log(LogLevel::kInfo, "stopped");
  return 0;
}

}  // namespace ebbtide::app
