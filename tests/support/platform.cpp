#include "support/platform.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "base/random.hpp"
#include "schema/reader.hpp"
#include "service/deadlines.hpp"
#include "service/import_order.hpp"

namespace ebbtide::test {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

void ImportLine(service::OrderImporter& importer, const std::string& line) {
  contract::order_record::Order order;
  auto outcome =
      schema::ReadJson(schema::kType<contract::order_record::Order>, line, "order", &order);
  if (outcome) {
    if (const auto imported = importer.Import(order); !imported) outcome = imported.error();
  }
  if (!outcome) throw std::invalid_argument(outcome.error().sub_msg + ": " + line);
}

}  // namespace

Platform::Platform(gateway::Options options)
    : options_(std::move(options)),
      directory_(temporary_.path(), clock_),
      database_(temporary_.path()),
      writes_(directory_.OpenWriter()) {}

void Platform::Write(const std::function<void(store::Store&)>& change) {
  // Shared, because the lane may still be inside it when we go on.
  const auto written = std::make_shared<std::promise<void>>();
  const auto run = [&change](store::Store& store) {
    change(store);
    return true;
  };
  const auto done = [written](const std::exception_ptr& problem) {
    if (problem) return written->set_exception(problem);
    written->set_value();
  };
  if (!writes_.Submit({.run = run, .done = done})) throw std::runtime_error("too many writes wait");
  written->get_future().get();
}

void Platform::Import(std::string_view lines) {
  Write([&](store::Store& store) {
    service::OrderImporter importer(store, "test", clock_.Now());
    std::istringstream stream{std::string(lines)};
    for (std::string line; std::getline(stream, line);) ImportLine(importer, line);
  });
}

void Platform::ImportDemo() {
  std::ifstream file(EBBTIDE_SOURCE_DIR "/src/app/demo/orders.ndjson");
  std::ostringstream text;
  text << file.rdbuf();
  if (text.str().empty()) throw std::runtime_error("the demo's orders cannot be read");
  Import(text.str());
}

App Platform::AddApp() {
  const std::string number = std::to_string(++apps_);
  App app{.app_key = "1000000" + number, .app_secret = "secret-" + number, .session = {}};
  Write([&](store::Store& store) {
    store.access().AddApp({app.app_key, app.app_secret, "test"}, clock_.Now());
  });
  return app;
}

App Platform::AddSellerApp(const std::string& seller) {
  return AddUserApp(refund::PartyKind::kSeller, seller);
}

App Platform::AddUserApp(refund::PartyKind kind, const std::string& code) {
  App app = AddApp();
  app.session = "session-" + app.app_key;
  Write([&](store::Store& store) {
    const auto user = store.access().PutParty(kind, code);
    store.access().AddSession(app.session, {app.app_key, user, {clock_.Now().unix_ms + kDayMs}},
                              clock_.Now());
  });
  return app;
}

App Platform::AddBoundApp(refund::PartyKind kind, const std::string& code) {
  App app = AddApp();
  Write([&](store::Store& store) {
    store.access().Bind(app.app_key, store.access().PutParty(kind, code));
  });
  return app;
}

void Platform::AddSession(const std::string& session, const App& app, const std::string& seller,
                          Timestamp expires) {
  Write([&](store::Store& store) {
    const auto user = store.access().PutParty(refund::PartyKind::kSeller, seller);
    store.access().AddSession(session, {app.app_key, user, expires}, clock_.Now());
  });
}

std::int64_t Platform::CountRefunds() { return database_.Number("SELECT COUNT(*) FROM refund"); }

std::int64_t Platform::FireDeadlines() {
  constexpr std::int64_t kAll = 1'000'000;
  std::int64_t fired = 0;
  Write([&](store::Store& store) {
    fired = service::FireDeadlines(store, options_.policy, clock_.Now(), kAll);
  });
  return fired;
}

std::vector<std::string> Platform::Verify() {
  std::vector<std::string> problems;
  directory_.OpenReader()->Verify(
      [&](std::string problem) { problems.push_back(std::move(problem)); });
  return problems;
}

HeldWriteLane::HeldWriteLane(store::WriteLane& writes) : released_(release_.get_future()) {
  const auto entered = std::make_shared<std::promise<void>>();
  const auto hold = [entered, released = released_](store::Store& /*store*/) {
    entered->set_value();
    released.wait();
    return true;
  };
  const auto nothing = [](const std::exception_ptr& /*problem*/) {};
  if (!writes.Submit({.run = hold, .done = nothing})) {
    throw std::runtime_error("the write lane is full");
  }
  entered->get_future().wait();
}

void HeldWriteLane::Release() {
  if (std::exchange(held_, false)) release_.set_value();
}

Params PublicParams(std::string_view method, const App& app, Timestamp now) {
  Params params{{"method", std::string(method)},
                {"app_key", app.app_key},
                {"timestamp", ToWireTime(now)},
                {"v", "2.0"},
                {"format", "json"},
                {"sign_method", "hmac-sha256"}};
  if (!app.session.empty()) params.emplace_back("session", app.session);
  return params;
}

void Set(Params& params, std::string_view name, std::string_view value) {
  Remove(params, name);
  params.emplace_back(name, value);
}

void Remove(Params& params, std::string_view name) {
  std::erase_if(params, [&](const auto& one) { return one.first == name; });
}

void Sign(Params& params, std::string_view secret) {
  schema::Parameters to_sign;
  std::string_view method_name;
  for (const auto& [name, value] : params) {
    to_sign.Add(name, value).value();
    if (name == "sign_method") method_name = value;
  }
  const auto method = protocol::ParseSignMethod(method_name).value_or(protocol::SignMethod::kMd5);
  Set(params, "sign", protocol::Sign({.parameters = to_sign}, method, secret));
}

std::string ToForm(const Params& params) {
  std::string form;
  for (const auto& [name, value] : params) {
    if (!form.empty()) form += '&';
    form += schema::UrlEncode(name) + "=" + schema::UrlEncode(value);
  }
  return form;
}

std::string SignedForm(std::string_view method, const App& app, const Params& params,
                       Timestamp now) {
  return top::SignedCall(method, params, app, {}, now).ToForm();
}

std::string Anonymous(std::string answer) {
  constexpr std::size_t kShortest = 11;
  constexpr std::size_t kLongest = 13;
  for (const std::string_view mark : {R"("request_id":")", "<request_id>"}) {
    const auto found = answer.rfind(mark);
    if (found == std::string::npos) continue;
    const auto begin = found + mark.size();
    const auto end = std::min(answer.find_first_not_of(kBase36, begin), answer.size());
    if (end - begin < kShortest || end - begin > kLongest) continue;
    answer.replace(begin, end - begin, "*");
  }
  return answer;
}

}  // namespace ebbtide::test
