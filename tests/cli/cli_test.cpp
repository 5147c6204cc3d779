#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <boost/json.hpp>

/// The real program, as a user runs it.
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

struct Ended {
  int code = -1;
  std::string output;  ///< standard output and error
};

std::string ReadFile(const fs::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

class CommandLine : public testing::Test {
 protected:
  CommandLine()
      : folder_(fs::path(testing::TempDir()) / ("cli-" + std::to_string(std::random_device()()))) {
    fs::create_directories(folder_);
  }
  ~CommandLine() override { fs::remove_all(folder_); }

  /// Runs the program in a folder of the test's own.
  [[nodiscard]] Ended Run(const std::string& arguments) const {
    const std::string command =
        "cd '" + folder_.string() + "' && '" EBBTIDE_BINARY "' " + arguments + " 2>&1";
    FILE* const pipe = popen(command.c_str(), "r");
    Ended ended;
    std::array<char, 4096> piece{};
    while (const auto size = fread(piece.data(), 1, piece.size(), pipe)) {
      ended.output.append(piece.data(), size);
    }
    ended.code = WEXITSTATUS(pclose(pipe));
    return ended;
  }

  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }

  fs::path folder_;
};

TEST_F(CommandLine, TellsWrongUsageByItsExitCode) {
  EXPECT_EQ(Run("").code, 2);
  EXPECT_EQ(Run("dance").code, 2);
  EXPECT_EQ(Run("import").code, 2);
  EXPECT_EQ(Run("import nowhere.ndjson").code, 2);
  EXPECT_EQ(Run("serve --listen nonsense").code, 2);
  EXPECT_EQ(Run("app create --for TESTW").code, 2);
  EXPECT_EQ(Run("app create --for shop:TESTW").code, 2);
  EXPECT_EQ(Run("call taobao.refund.status.get").code, 2) << "no app key and no demo";
  EXPECT_EQ(Run("session create --app 1 --user seller:S").code, 1) << "no such app";
  EXPECT_EQ(Run("call m --app-key 1 --app-secret s --url http://127.0.0.1:1/").code, 1);
}

TEST_F(CommandLine, HelpsWithEveryWord) {
  EXPECT_EQ(Run("--help").code, 0);
  for (const char* const word :
       {"serve", "import", "app", "app create", "app list", "app grant", "app rotate", "session",
        "session create", "session revoke", "session ticket", "call", "methods", "verify", "doctor",
        "version"}) {
    const auto ended = Run(std::string(word) + " --help");
    EXPECT_EQ(ended.code, 0) << word;
    EXPECT_THAT(ended.output, HasSubstr("--help")) << word;
  }
}

TEST_F(CommandLine, ListsTheMethods) {
  const auto ended = Run("methods");
  EXPECT_EQ(ended.code, 0);
  for (const char* const method :
       {"alibaba.crm.refund.xiaoman.refund.info.batchquery", "alibaba.wdk.order.refund.get",
        "alibaba.wdk.channel.order.userrefund", "taobao.epp.refund.get",
        "taobao.refund.status.get"}) {
    EXPECT_THAT(ended.output, HasSubstr(method));
  }
  EXPECT_EQ(boost::json::parse(Run("methods --json").output).as_array().size(), 65U);
}

/// What is generated is committed, and must be what the contracts say now: `./dev docs`.
TEST_F(CommandLine, GeneratesTheCommittedReference) {
  ASSERT_EQ(Run("methods --reference pages").code, 0);
  std::size_t pages = 0;
  const fs::path committed = fs::path(EBBTIDE_SOURCE_DIR) / "docs" / "reference";
  for (const auto& entry : fs::directory_iterator(folder_ / "pages")) {
    ++pages;
    EXPECT_EQ(ReadFile(entry.path()), ReadFile(committed / entry.path().filename()))
        << entry.path().filename() << " has drifted; run ./dev docs";
  }
  const auto kept = std::distance(fs::directory_iterator(committed), fs::directory_iterator());
  EXPECT_EQ(pages, static_cast<std::size_t>(kept)) << "a page without its method";
}

constexpr const char* kGoodCsv =
    "InvoiceNo,StockCode,Quantity,UnitPrice,At\n"
    "A,s1,2,1.50,2010-12-01 08:26:00\n"
    "A,s2,1,0.99,2010-12-01 08:26:00\n"
    "B,s1,-1,1.50,2010-12-01 08:26:00\n"
    "C,s3,1,2.00,2010-12-01 08:26:00\n";
constexpr const char* kCsvFlags =
    " --map order=InvoiceNo,sku=StockCode,quantity=Quantity,price=UnitPrice,time=At --seller S "
    "--channel taobao --json";

TEST_F(CommandLine, ImportsCsvOnceAndReportsWhatItRejects) {
  Write("orders.csv", kGoodCsv);
  const auto first = Run(std::string("import orders.csv --ids ids.csv") + kCsvFlags);
  EXPECT_EQ(first.code, 1) << first.output;
  const auto outcome = boost::json::parse(first.output).as_object();
  EXPECT_EQ(outcome.at("orders_new"), 2);
  EXPECT_EQ(outcome.at("lines_new"), 3);
  EXPECT_EQ(outcome.at("rows_rejected"), 1);
  EXPECT_EQ(ReadFile(folder_ / "orders.csv.rejected.csv"),
            "line,order,reason\n4,B,quantity is not above 0: -1\n");
  const std::string ids = ReadFile(folder_ / "ids.csv");
  EXPECT_THAT(ids, StartsWith("order,line,sku,order_id,line_id\nA,A_1,s1,"));
  EXPECT_EQ(std::ranges::count(ids, '\n'), 4);

  const auto second = Run(std::string("import orders.csv --ids again.csv") + kCsvFlags);
  EXPECT_EQ(ReadFile(folder_ / "again.csv"), ids) << "the numbers can be had again";
  EXPECT_EQ(boost::json::parse(second.output).at("orders_new"), 0);
  EXPECT_EQ(boost::json::parse(second.output).at("orders_unchanged"), 2);

  Write("orders.csv", "InvoiceNo,StockCode,Quantity,UnitPrice,At\nD,s,1,1,2010-12-01 08:26:00\n");
  EXPECT_EQ(Run(std::string("import orders.csv") + kCsvFlags).code, 0);
  EXPECT_FALSE(fs::exists(folder_ / "orders.csv.rejected.csv")) << "an old report is gone";
}

TEST_F(CommandLine, ImportsNdjsonWithoutAReportWhenAllIsWell) {
  fs::copy_file(fs::path(EBBTIDE_SOURCE_DIR) / "src/app/demo/orders.ndjson",
                folder_ / "orders.ndjson");
  const auto ended = Run("import orders.ndjson");
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, StartsWith("orders: 69 new, 0 unchanged"));
  EXPECT_FALSE(fs::exists(folder_ / "orders.ndjson.rejected.csv"));
  EXPECT_THAT(Run("doctor").output, EndsWith("refunds: 63\n"));
}

TEST_F(CommandLine, MakesAppsAndSessionsAndKeepsTheirSecretsSealed) {
  const auto app = Run("app create --title ERP --for distributor:125007 --for customer:1 --json");
  ASSERT_EQ(app.code, 0) << app.output;
  const auto made = boost::json::parse(app.output).as_object();
  const std::string key(made.at("app_key").as_string());
  const std::string secret(made.at("app_secret").as_string());
  const auto session = Run("session create --user seller:S --json --app " + key);
  ASSERT_EQ(session.code, 0) << session.output;
  EXPECT_THAT(session.output, HasSubstr("seller:S is not known yet"));
  const auto document = session.output.substr(session.output.find('{'));
  const std::string session_key(boost::json::parse(document).at("session").as_string());

  for (const auto& entry : fs::directory_iterator(folder_ / "data")) {
    const std::string bytes = ReadFile(entry.path());
    EXPECT_EQ(bytes.find(secret), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find(session_key), std::string::npos) << entry.path();
  }
  EXPECT_EQ(fs::status(folder_ / "data").permissions(), fs::perms::owner_all);
  EXPECT_EQ(Run("app create --key " + key).code, 1) << "the key is taken";
}

/// What `app list` or `session list` says, by the member that names a row.
boost::json::object RowsOf(const std::string& output, const char* name) {
  boost::json::object rows;
  const auto list = boost::json::parse(output);
  for (const auto& row : list.as_array()) rows[row.at(name).as_string()] = row;
  return rows;
}

TEST_F(CommandLine, SaysWhatAnAppMayCall) {
  const auto shown = [this](const char* member) {
    const auto row = RowsOf(Run("app list --json").output, "app_key").at("k").as_object();
    return row.contains(member) ? boost::json::serialize(row.at(member)) : "";
  };
  ASSERT_EQ(Run("app create --key k --secret 0123456789abcdef0123456789abcdef").code, 0);
  EXPECT_EQ(shown("may_call"), "\"everything\"");
  EXPECT_EQ(shown("app_secret"), "\"0123****\"");
  EXPECT_EQ(Run("app revoke k --method taobao.refund.get").code, 1) << "everything is granted";
  ASSERT_EQ(Run("app grant k --category 'Taobao trade API' --method taobao.refund.get").code, 0);
  ASSERT_EQ(Run("app grant k --method taobao.refund.get --method taobao.refund.refuse").code, 0);
  ASSERT_EQ(Run("app revoke k --method taobao.refund.get").code, 0);
  EXPECT_EQ(shown("may_call"), R"(["Taobao trade API","taobao.refund.refuse"])");
  EXPECT_EQ(Run("app revoke k --method taobao.refund.get").code, 1) << "it is not granted";
  ASSERT_EQ(Run("app revoke k --all").code, 0);
  EXPECT_EQ(shown("may_call"), "[]");
  ASSERT_EQ(Run("app grant k --all").code, 0);
  EXPECT_EQ(shown("may_call"), "\"everything\"");

  ASSERT_EQ(Run("app allow k 192.0.2.0/24 2001:db8::1").code, 0);
  EXPECT_EQ(shown("from"), R"(["192.0.2.0/24","2001:db8::1"])");
  ASSERT_EQ(Run("app allow k").code, 0);
  EXPECT_EQ(shown("from"), "");
  ASSERT_EQ(Run("app callback k https://erp.example/cb").code, 0);
  EXPECT_EQ(shown("callback"), "\"https://erp.example/cb\"");
  ASSERT_EQ(Run("app disable k").code, 0);
  EXPECT_THAT(shown("disabled"), HasSubstr("GMT+8"));
  ASSERT_EQ(Run("app enable k").code, 0);
  EXPECT_EQ(shown("disabled"), "");

  const auto rotated = Run("app rotate k --overlap 2h --json");
  EXPECT_EQ(boost::json::parse(rotated.output).at("app_secret").as_string().size(), 32U);
  EXPECT_THAT(shown("old_secret"), HasSubstr("until "));
  ASSERT_EQ(Run("app rotate k --overlap 0").code, 0);
  EXPECT_EQ(shown("old_secret"), "");

  for (const char* const wrong :
       {"app grant k", "app grant k --category Nothing", "app grant k --method no.such",
        "app allow k 192.0.2.1/24", "app callback k javascript:alert(1)",
        "app callback k https://erp.example/?x=1", "app rotate k --overlap soon", "app disable"}) {
    EXPECT_EQ(Run(wrong).code, 2) << wrong;
  }
  EXPECT_EQ(Run("app disable nobody").code, 1);
}

TEST_F(CommandLine, ListsAndRevokesSessions) {
  ASSERT_EQ(Run("app create --key k").code, 0);
  ASSERT_EQ(Run("session create --app k --user seller:A --method taobao.refund.get").code, 0);
  const auto made = Run("session create --app k --user seller:A --json");
  const std::string key(boost::json::parse(made.output).at("session").as_string());
  const auto states = [this] {
    std::string all;
    for (const auto& [id, row] : RowsOf(Run("session list --app k --json").output, "id")) {
      all += std::string(row.at("state").as_string()) + " " +
             boost::json::serialize(row.at("may_call")) + "\n";
    }
    return all;
  };
  EXPECT_EQ(states(), "good [\"taobao.refund.get\"]\ngood \"everything\"\n");
  ASSERT_EQ(Run("session revoke " + key).code, 0);
  EXPECT_EQ(states(), "good [\"taobao.refund.get\"]\nrevoked \"everything\"\n");
  const auto rows = RowsOf(Run("session list --json").output, "id");
  ASSERT_EQ(Run("session revoke " + std::string(rows.begin()->key())).code, 0);
  EXPECT_THAT(states(), StartsWith("revoked "));
  EXPECT_EQ(Run("session revoke 00000000").code, 1);
  EXPECT_EQ(Run("session list --app other --json").output, "[]\n");

  const auto ticket = Run("session ticket --user seller:A --app k --json");
  EXPECT_GE(boost::json::parse(ticket.output).at("ticket").as_string().size(), 32U);
  EXPECT_EQ(Run("session ticket --user seller:A --app nobody").code, 1);
}

TEST_F(CommandLine, PrintsACurlLineThatTheShellTakesWhole) {
  const auto ended =
      Run("call taobao.refund.status.get \"memo=it's\" --app-key 1 --app-secret s "
          "--url http://127.0.0.1:9/router/rest --curl");
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.output, HasSubstr(R"(--data-urlencode 'memo=it'\''s')"));
}

}  // namespace
