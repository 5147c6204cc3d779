#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

#include <gmock/gmock.h>

#include "server/tls_client.hpp"
#include "support/temporary_directory.hpp"

/// The real program, as an operator runs it, and its signals.
namespace ebbtide::test {
namespace {

using testing::HasSubstr;

/// `ebbtide serve` with settings from a file, until this goes away.
class Program {
 public:
  Program(const std::string& config, const std::string& data) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("pipe");
    pid_ = fork();
    if (pid_ == 0) {
      signal(SIGHUP, SIG_DFL);  // whatever this test runs under
      dup2(ends[1], STDERR_FILENO);
      close(ends[0]);
      close(ends[1]);
      execl(EBBTIDE_BINARY, EBBTIDE_BINARY, "serve", "--config", config.c_str(), "--data",
            data.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    log_ = ends[0];
  }
  ~Program() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    close(log_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void Signal(int signal) const { kill(pid_, signal); }

  /// The next log line with these words.
  std::string LineWith(std::string_view words) {
    for (;;) {
      const auto end = text_.find('\n');
      if (end == std::string::npos) {
        ReadMore();
        continue;
      }
      const std::string line = text_.substr(0, end);
      text_.erase(0, end + 1);
      if (line.find(words) != std::string::npos) return line;
    }
  }

  /// The exit code.
  int Wait() {
    int status = 0;
    waitpid(std::exchange(pid_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  void ReadMore() {
    pollfd news{.fd = log_, .events = POLLIN, .revents = 0};
    std::array<char, 4096> bytes{};
    if (poll(&news, 1, RawClient::kWaitSeconds * 1000) <= 0) throw std::runtime_error("no line");
    const auto size = read(log_, bytes.data(), bytes.size());
    if (size <= 0) throw std::runtime_error("the program has ended: " + text_);
    text_.append(bytes.data(), static_cast<std::size_t>(size));
  }

  pid_t pid_ = 0;
  int log_ = -1;
  std::string text_;
};

std::uint16_t PortIn(const std::string& line, const std::string& before) {
  const auto begin = line.find(before) + before.size();
  return static_cast<std::uint16_t>(std::stoi(line.substr(begin)));
}

class Serving : public testing::Test {
 protected:
  void Install(const PemPair& pair) const {
    std::ofstream(folder_.path() / "chain.pem") << pair.certificate;
    std::ofstream(folder_.path() / "key.pem") << pair.key;
  }
  std::string Configure(const std::string& more) const {
    const auto file = folder_.path() / "ebbtide.toml";
    std::ofstream(file) << "[server]\nlisten = \"127.0.0.1:0\"\nthreads = 1\n" << more;
    return file.string();
  }
  [[nodiscard]] std::string Data() const { return (folder_.path() / "data").string(); }

  TemporaryDirectory folder_;
};

TEST_F(Serving, TakesANewCertificateAtSighup) {
  Install(NewCertificate("first"));
  const auto path = folder_.path().string();
  Program program(Configure("tls_certificate = \"" + path + "/chain.pem\"\ntls_key = \"" + path +
                            "/key.pem\"\nadmin_listen = \"127.0.0.1:0\"\n"),
                  Data());
  const auto line = program.LineWith("serving");
  EXPECT_THAT(line, HasSubstr("url=https://127.0.0.1:"));
  const auto port = PortIn(line, "url=https://127.0.0.1:");
  EXPECT_EQ(TlsClient(port).CommonName(), "first");

  Install(NewCertificate("second"));
  program.Signal(SIGHUP);
  program.LineWith("certificate reloaded");
  EXPECT_EQ(TlsClient(port).CommonName(), "second");
  Install({"garbage", "garbage"});
  program.Signal(SIGHUP);
  EXPECT_THAT(program.LineWith("not reloaded"), HasSubstr("chain.pem cannot be used"));
  EXPECT_EQ(TlsClient(port).CommonName(), "second");

  RawClient admin(PortIn(line, "admin=127.0.0.1:"));
  admin.Send(GetOf("/readyz"));
  const auto ready = admin.Receive();
  ASSERT_TRUE(ready);
  EXPECT_EQ(ready->body, "ready\n");
  program.Signal(SIGTERM);
  EXPECT_TRUE(admin.IsClosed());
  EXPECT_EQ(program.Wait(), 0);
}

TEST_F(Serving, EndsAtAnySignalWithoutTls) {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    Program program(Configure(""), Data());
    EXPECT_THAT(program.LineWith("serving"), HasSubstr("url=http://127.0.0.1:"));
    program.Signal(signal);
    program.LineWith("stopped");
    EXPECT_EQ(program.Wait(), 0) << signal;
  }
}

TEST_F(Serving, SaysWhichCertificateIsBad) {
  Program program(Configure("tls_certificate = \"/nowhere.pem\"\ntls_key = \"/nowhere.pem\"\n"),
                  Data());
  EXPECT_THAT(program.LineWith("nowhere"),
              HasSubstr("the certificate /nowhere.pem cannot be used"));
  EXPECT_EQ(program.Wait(), 1);
}

TEST_F(Serving, WritesCallsDownWhereItIsToldTo) {
  Program program(Configure("[journal]\nmode = \"full\"\n"), Data());
  RawClient client(PortIn(program.LineWith("serving"), "url=http://127.0.0.1:"));
  client.Send(GetOf("/router/rest?method=taobao.refund.get&refund_id=7&app_key=12"));
  ASSERT_TRUE(client.Receive());
  EXPECT_THAT(program.LineWith(" call "), HasSubstr("method=taobao.refund.get app_key=12 code=29"));
}

}  // namespace
}  // namespace ebbtide::test
