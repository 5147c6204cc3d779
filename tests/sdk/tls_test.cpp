#include <fstream>

#include <gmock/gmock.h>

#include "sdk/shop.hpp"
#include "support/temporary_directory.hpp"

namespace ebbtide::test {
namespace {

using testing::HasSubstr;
using top::CallErrorKind;
using top::Client;

class Tls : public testing::Test {
 protected:
  Tls() { std::ofstream(ca_file_) << certificate_.certificate; }

  [[nodiscard]] top::ClientOptions Trusting() const {
    top::ClientOptions options = Patience().Options();
    options.ca_file = ca_file_;
    return options;
  }

  TemporaryDirectory folder_;
  std::string ca_file_ = (folder_.path() / "ca.pem").string();
  Certificate certificate_ = NewCertificate();
  FakeGateway gateway_{Saying({{.body = kStatusAnswer}}), &certificate_};
};

TEST_F(Tls, CallsAServerWhoseCertificateIsGood) {
  const Client client(gateway_.Url(), "1", "s", Trusting());
  for (int i = 0; i < 3; ++i) {
    const auto response = client.Execute(status::kApi, StatusOf(1));
    EXPECT_TRUE(response) << response.error().ToText();
  }
  EXPECT_EQ(gateway_.connections(), 1U);
}

TEST_F(Tls, TellsNothingToAServerThatNobodyVouchesFor) {
  const Client client(gateway_.Url(), "1", "s", Patience().Options());
  const auto response = client.Execute(status::kApi, StatusOf(1));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, CallErrorKind::kNotSent);
  EXPECT_THAT(response.error().ToText(), HasSubstr("cannot make a trusted connection"));
  EXPECT_TRUE(gateway_.heard().empty());
}

TEST_F(Tls, TellsNothingToAServerOfAnotherName) {
  const Client client(gateway_.Url("localhost"), "1", "s", Trusting());
  EXPECT_EQ(client.Execute(status::kApi, StatusOf(1)).error().kind, CallErrorKind::kNotSent);
  EXPECT_TRUE(gateway_.heard().empty());
}

}  // namespace
}  // namespace ebbtide::test
