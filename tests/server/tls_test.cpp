#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include "server/fixture.hpp"
#include "server/tls_client.hpp"
#include "support/temporary_directory.hpp"

namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kShortMs = 200;

class Tls : public ServerTest {
 protected:
  explicit Tls(server::ServerOptions options = {}) : ServerTest(std::move(options)) {
    options_.tls_certificate = files_.path() / "chain.pem";
    options_.tls_key = files_.path() / "key.pem";
    Install(NewCertificate("first"));
  }

  void TearDown() override {
    EXPECT_EQ(Call(), kReadAnswer);
    server_.reset();
    ServerTest::TearDown();
  }

  void Install(const PemPair& pair) const {
    std::ofstream(options_.tls_certificate) << pair.certificate;
    std::ofstream(options_.tls_key) << pair.key;
  }

  std::string Call(TlsClient& client) {
    client.Send(PostOf(ReadForm()));
    const auto answer = client.Receive();
    return answer ? Anonymous(answer->body) : "(closed)";
  }
  std::string Call() {
    TlsClient client(port());
    return Call(client);
  }

  TemporaryDirectory files_;
};

TEST_F(Tls, CarriesCallsInBothVersions) {
  for (const auto& [version, name] :
       {std::pair{TLS1_2_VERSION, "TLSv1.2"}, std::pair{TLS1_3_VERSION, "TLSv1.3"}}) {
    TlsClient client(port(), version);
    EXPECT_EQ(client.Version(), name);
    for (int i = 0; i < 100; ++i) ASSERT_EQ(Call(client), kReadAnswer);
  }
  EXPECT_THROW(TlsClient(port(), TLS1_1_VERSION), std::runtime_error);
}

TEST_F(Tls, CarriesWritesAndLargeBodies) {
  TlsClient client(port());
  client.Send(PostOf(ApplyForm({})));
  const auto applied = client.Receive();
  ASSERT_TRUE(applied);
  EXPECT_EQ(Anonymous(applied->body), kApplied);
  client.Send(PostOf(ReadForm() + "&memo=" + std::string(3'000'000, 'm')));
  const auto answer = client.Receive();
  ASSERT_TRUE(answer);
  EXPECT_THAT(answer->body, HasSubstr("Invalid signature"));
}

/// A client must be able to tell a whole answer from one that somebody has cut off.
TEST_F(Tls, SaysWhenItHasFinished) {
  TlsClient client(port());
  client.Send("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  ASSERT_TRUE(client.Receive());
  EXPECT_FALSE(client.Receive());
  TlsClient bad(port());
  bad.Send("garbage\r\n\r\n");
  const auto answer = bad.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400);
  EXPECT_FALSE(bad.Receive());
}

TEST_F(Tls, TakesANewCertificateWithoutDroppingAConnection) {
  TlsClient old(port());
  EXPECT_EQ(old.CommonName(), "first");
  Install(NewCertificate("second"));
  ASSERT_TRUE(server_->ReloadCertificate());
  EXPECT_EQ(Call(old), kReadAnswer);
  EXPECT_EQ(TlsClient(port()).CommonName(), "second");
  EXPECT_EQ(Call(old), kReadAnswer);
}

TEST_F(Tls, KeepsTheOldCertificateWhereTheNewOneIsBad) {
  const auto pair = NewCertificate("second");
  for (const auto& bad :
       {PemPair{"garbage", pair.key}, PemPair{pair.certificate, "garbage"},
        PemPair{pair.certificate, NewCertificate("third").key}, PemPair{"", ""}}) {
    Install(bad);
    EXPECT_FALSE(server_->ReloadCertificate());
    EXPECT_EQ(TlsClient(port()).CommonName(), "first");
  }
}

TEST_F(Tls, TellsPlainHttpWhereItIs) {
  RawClient client(port());
  client.Send(GetOf("/healthz"));
  const auto answer = client.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 400);
  EXPECT_THAT(answer->body, HasSubstr("https://"));
  client.FinishSending();
  EXPECT_TRUE(client.IsClosed());
}

TEST_F(Tls, EndsAHandshakeThatIsNone) {
  for (const std::string_view bytes : std::initializer_list<std::string_view>{
           "hello, is anybody there?", "\x16\x03\x01\x00\x05\x01\xFF\xFF\xFF\xFF",
           "\x16\x03\x01\xFF\xFF\x01\x01\x01\x01\x01", "\x15\x03\x01\x00\x02\x02\x28"}) {
    RawClient client(port());
    client.Send(bytes);
    client.FinishSending();
    try {
      EXPECT_FALSE(client.Receive());
    } catch (const std::system_error&) {
      throw;
    } catch (const std::runtime_error& closed) {  // after an alert
      EXPECT_THAT(closed.what(), Not(HasSubstr("HTTP/1.1")));
    }
  }
}

TEST_F(Tls, AnswersCallsInFlightWhenItStops) {
  HeldWriteLane held(platform_.writes());
  auto client = std::make_unique<TlsClient>(port());
  client->Send(PostOf(ApplyForm({})));
  RawClient idle(port());
  ASSERT_EQ(Call(), kReadAnswer);  // by the same thread, so the application is in flight by now
  std::thread stopping([&] { server_->Stop(); });
  EXPECT_TRUE(idle.IsClosed());
  held.Release();
  const auto answer = client->Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(Anonymous(answer->body), kApplied);
  EXPECT_FALSE(client->Receive());
  client.reset();
  stopping.join();
  server_.reset();
  SetUp();
}

class SlowTls : public Tls {
 protected:
  SlowTls() : Tls({.handshake_timeout_ms = kShortMs}) {}
  /// The usual call could be late, too.
  void TearDown() override {
    server_.reset();
    ServerTest::TearDown();
  }
};

TEST_F(SlowTls, IsCutOff) {
  RawClient silent(port());
  RawClient half(port());
  half.Send("\x16\x03\x01\x00\x80");
  EXPECT_TRUE(silent.IsClosed());
  EXPECT_TRUE(half.IsClosed());
}

class SlowRequestOverTls : public Tls {
 protected:
  SlowRequestOverTls() : Tls({.request_timeout_ms = kShortMs}) {}
};

TEST_F(SlowRequestOverTls, IsTold) {
  TlsClient client(port());
  client.Send(PostOf(ReadForm()).substr(0, 40));
  const auto answer = client.Receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_FALSE(client.Receive());
}

class TlsFiles : public ServerTest {};

TEST_F(TlsFiles, ThatCannotBeUsedFailTheStart) {
  const TemporaryDirectory files;
  const auto pair = NewCertificate("first");
  const std::string good = files.path() / "good.pem";
  std::ofstream(good) << pair.certificate << pair.key;
  for (const auto& [certificate, key] : {std::pair{good, std::string()},
                                         {std::string(), good},
                                         {good, std::string("/nowhere.pem")}}) {
    server::ServerOptions options = options_;
    options.tls_certificate = certificate;
    options.tls_key = key;
    EXPECT_THROW(server::Server(options, platform_.shared(), platform_.directory()),
                 std::runtime_error);
  }
}

}  // namespace
}  // namespace ebbtide::test
