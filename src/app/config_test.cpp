#include "app/config.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <gmock/gmock.h>

namespace ebbtide::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Sets a variable of the environment for as long as it lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

class ConfigFile : public testing::Test {
 protected:
  ~ConfigFile() override { fs::remove(path_); }

  fs::path Write(const std::string& text) {
    std::ofstream(path_) << text;
    return path_;
  }

  /// What is wrong with it; "" when nothing is.
  std::string ProblemOf(const std::string& text) {
    try {
      LoadConfig(Write(text));
      return {};
    } catch (const std::invalid_argument& problem) {
      return problem.what();
    }
  }

 private:
  fs::path path_ =
      fs::path(testing::TempDir()) /
      (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
};

TEST_F(ConfigFile, SetsWhatItNamesAndLeavesTheRest) {
  const Config config =
      LoadConfig(Write("[server]\nlisten = \"0.0.0.0:9000\"\nthreads = 3\n"
                       "[gateway]\nrefused_code = 15\n"));
  EXPECT_EQ(config.server.address, "0.0.0.0");
  EXPECT_EQ(config.server.port, 9000);
  EXPECT_EQ(config.server.threads, 3U);
  EXPECT_EQ(config.gateway.refused_code, protocol::Code::kRemoteServiceLive);
  EXPECT_EQ(config.data, "data");
}

TEST_F(ConfigFile, YieldsToTheEnvironment) {
  const Variable variable("EBBTIDE_SERVER_LISTEN", "127.0.0.1:1234");
  EXPECT_EQ(LoadConfig(Write("[server]\nlisten = \"0.0.0.0:9000\"\n")).server.port, 1234);
}

TEST_F(ConfigFile, MustNotHoldUnknownKeysOrBadValues) {
  EXPECT_THAT(ProblemOf("[server]\nlissten = \"x:1\"\n"), HasSubstr("unknown key server.lissten"));
  EXPECT_THAT(ProblemOf("listen = \"x:1\"\n"), HasSubstr("outside of a [section]"));
  EXPECT_THAT(ProblemOf("[server]\nlisten = \"8080\"\n"), HasSubstr("ADDRESS:PORT"));
  EXPECT_THAT(ProblemOf("[server]\nlisten = \"h:65536\"\n"), HasSubstr("from 0 to 65535"));
  EXPECT_THAT(ProblemOf("[server]\nthreads = 0\n"), HasSubstr("from 1 to"));
  EXPECT_THAT(ProblemOf("[server]\nthreads = true\n"), HasSubstr("string or a whole number"));
  EXPECT_THAT(ProblemOf("[gateway]\nrefused_code = 16\n"), HasSubstr("50 or 15"));
  EXPECT_THAT(ProblemOf("[gateway]\nhost_label = \"a--b\"\n"), HasSubstr("single hyphens"));
  EXPECT_THAT(ProblemOf("[log]\nlevel = \"loud\"\n"), HasSubstr("debug, info"));
  EXPECT_THAT(ProblemOf("[server\n"), HasSubstr(".toml:1"));
}

TEST(Environment, MustNotHoldMisspeltKeys) {
  const Variable variable("EBBTIDE_SERVER_LISTENN", "127.0.0.1:1");
  EXPECT_THROW(LoadConfig({}), std::invalid_argument);
}

TEST(Settings, OfOperatorsRefuseWhatCannotBe) {
  Config config;
  for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"server.admin_listen", "9090"},
           {"server.admin_listen", ":9090"},
           {"server.admin_listen", "127.0.0.1:65536"},
           {"journal.mode", "on"},
           {"journal.sample_every", "0"},
           {"journal.size", "0"},
           {"server.headers_max", "-1"}}) {
    EXPECT_THROW(Set(config, key, value, "test"), std::invalid_argument) << key << " = " << value;
  }
  Set(config, "server.admin_listen", "127.0.0.1:9090", "test");
  EXPECT_EQ(config.server.admin_address, "127.0.0.1");
  EXPECT_EQ(config.server.admin_port, 9090);
  Set(config, "server.admin_listen", "", "test");
  EXPECT_EQ(config.server.admin_address, "");
}

TEST(Settings, OfConsentAreTimes) {
  Config config;
  Set(config, "oauth.session_lifetime", "12h", "test");
  Set(config, "oauth.refresh_lifetime", "90d", "test");
  EXPECT_EQ(config.gateway.policy.consent.session_ms, 43'200'000);
  EXPECT_EQ(config.gateway.policy.consent.refresh_ms, 7'776'000'000);
  for (const char* const value : {"0d", "-1d", "30", ""}) {
    EXPECT_THROW(Set(config, "oauth.session_lifetime", value, "test"), std::invalid_argument);
  }
}

TEST(Settings, PrintWhatTheyTake) {
  for (const auto& setting : Settings()) {
    Config config;
    const std::string value = setting.get(config);
    EXPECT_NO_THROW(Set(config, setting.key, value, "test")) << setting.key;
    EXPECT_EQ(setting.get(config), value) << setting.key;
    EXPECT_FALSE(setting.doc.empty()) << setting.key;
  }
}

/// The operators' page lists every key with its default.
TEST(Settings, StandInTheOperatorsPage) {
  std::ifstream stream(fs::path(EBBTIDE_SOURCE_DIR) / "docs/operating/README.md");
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  const Config config;
  for (const auto& setting : Settings()) {
    const std::string key = "| `" + std::string(setting.key) + "` | ";
    EXPECT_THAT(page, HasSubstr(key));
    if (setting.key == "server.threads") continue;  // by the machine
    const std::string value = setting.get(config);
    EXPECT_TRUE(page.find(key + value + " |") != std::string::npos ||
                page.find(key + "`" + value + "` |") != std::string::npos)
        << setting.key << " = " << value;
  }
}

}  // namespace
}  // namespace ebbtide::app
