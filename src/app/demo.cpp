#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <boost/json.hpp>

#include "app/credentials.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "schema/reader.hpp"
#include "service/import_order.hpp"
#include "service/methods.hpp"

namespace ebbtide::app {

extern const std::string_view kDemoOrders;  // src/app/demo/orders.ndjson

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr const char* kDemoFile = "demo.json";

/// One app for each way of calling. A seller's app acts by session, the others for themselves.
struct Actor {
  std::string_view kind;
  std::string_view code;
  std::string_view title;
};
constexpr Actor kTaobao{"seller", "hz0799", "Demo: Taobao shop"};
constexpr Actor kWdk{"seller", "TESTW", "Demo: WDK merchant"};
constexpr Actor kEpp{"distributor", "125007", "Demo: EPP distributor"};
constexpr Actor kXiaoman{"customer", "4053738002", "Demo: Xiaoman customer"};
constexpr std::array kActors{kTaobao, kWdk, kEpp, kXiaoman};

struct CallOfActor {
  std::string_view method;
  const Actor& actor;
  std::vector<std::pair<std::string, std::string>> params;
};

const std::vector<CallOfActor>& Calls() {
  static const std::vector<CallOfActor> calls{
      {"alibaba.crm.refund.xiaoman.refund.info.batchquery",
       kXiaoman,
       {{"global_id", "4053738002"}, {"item_list", "P2506309029254759_1,P2506309029254759_2"}}},
      {"alibaba.wdk.order.refund.get",
       kWdk,
       {{"refund_ids", "132222,132306"}, {"biz_order_ids", "20190909082822"}}},
      {"alibaba.wdk.channel.order.userrefund",
       kWdk,
       {{"order_user_refund_info",
         R"({"refund_reason":"不想要了","memo":"有点不行","out_refund_batch_id":"10001002102",)"
         R"("biz_order_id":"201967677","shop_id":"10010","store_id":"10020",)"
         R"("sub_refund_orders":[{"sub_biz_order_id":"20190909082822","sku_code":"232322",)"
         R"("refund_sale_quantity":100,"refund_fee":20000}]})"}}},
      {"taobao.epp.refund.get",
       kEpp,
       {{"refund_order_detail_request",
         R"({"refund_order_id":"ER262724256404290474","out_order_id":"sr_haoka_test_001"})"}}},
      {"taobao.refund.status.get", kTaobao, {{"query_param", R"({"biz_order_id":2231884277})"}}},
  };
  return calls;
}

void ImportOrders(store::Store& store, Timestamp now) {
  service::OrderImporter importer(store, "demo", now);
  std::istringstream lines{std::string(kDemoOrders)};
  for (std::string line; std::getline(lines, line);) {
    contract::order_record::Order order;
    auto outcome =
        schema::ReadJson(schema::kType<contract::order_record::Order>, line, "order", &order);
    if (outcome) {
      if (const auto imported = importer.Import(order); !imported) outcome = imported.error();
    }
    if (!outcome) throw std::logic_error("demo data: " + outcome.error().sub_msg + ": " + line);
  }
}

/// A batch of its own, so that there is a refund with the numbers that only a batch has.
void ApplyForBatch(store::Store& store, const DemoApp& app, refund::PartyId merchant,
                   Timestamp now) {
  namespace userrefund = contract::wdk_channel_order_userrefund;
  const userrefund::Request request{
      .order_user_refund_info = {.refund_reason = "不想要了",
                                 .memo = "有点不行",
                                 .out_refund_batch_id = "10001002101",
                                 .biz_order_id = "201967677",
                                 .shop_id = "10010",
                                 .store_id = "10020",
                                 .sub_refund_orders = {{.sub_biz_order_id = "20190909082822",
                                                        .sku_code = "232322",
                                                        .refund_sale_quantity = 10,
                                                        .refund_fee = 2000}}}};
  const service::Caller caller{.app_key = app.app_key, .user = merchant};
  const auto response = service::wdk_channel_order_userrefund::Handle(
      request, {.store = store, .caller = caller, .now = now, .request_id = "demo"});
  if (!response || !response->api_result.success) throw std::logic_error("demo data: no batch");
}

DemoApp MakeApp(store::Store& store, const Actor& actor, Timestamp now) {
  const auto kind = refund::ParsePartyKind(actor.kind);
  const auto party = store.access().PutParty(kind, actor.code);
  const store::App app = NewApp(store.access(), std::string(actor.title), now);
  DemoApp made{.app_key = app.app_key,
               .app_secret = app.secret,
               .session = {},
               .for_whom = std::string(actor.kind) + ":" + std::string(actor.code)};
  if (kind == refund::PartyKind::kSeller) {
    constexpr std::int64_t kTenYearsMs = 315'360'000'000;
    made.session = NewSessionKey();
    store.access().AddSession(made.session, {app.app_key, party, {now.unix_ms + kTenYearsMs}}, now);
  } else {
    store.access().Bind(app.app_key, party);
  }
  return made;
}

Demo MakeDemo(store::Store& store, Timestamp now) {
  Demo demo;
  store.Transact([&] {
    ImportOrders(store, now);
    for (const auto& actor : kActors) demo.apps.push_back(MakeApp(store, actor, now));
    const auto merchant = store.access().PutParty(refund::PartyKind::kSeller, kWdk.code);
    ApplyForBatch(store, demo.apps.at(1), merchant, now);
  });
  for (const auto& call : Calls()) {
    const auto index = static_cast<std::size_t>(
        std::ranges::find(kActors, call.actor.code, &Actor::code) - kActors.begin());
    const auto& app = demo.apps.at(index);
    demo.calls.push_back({std::string(call.method), app.app_key, app.session, call.params});
  }
  return demo;
}

json::object ToJson(const DemoApp& app) {
  return {{"app_key", app.app_key},
          {"app_secret", app.app_secret},
          {"session", app.session},
          {"for", app.for_whom}};
}

json::object ToJson(const DemoCall& call) {
  json::object params;
  for (const auto& [name, value] : call.params) params[name] = value;
  return {{"method", call.method},
          {"app_key", call.app_key},
          {"session", call.session},
          {"params", std::move(params)}};
}

/// Readable by its owner only, since it holds secrets; whole or not at all.
void WriteDemo(const fs::path& directory, const Demo& demo) {
  json::array apps;
  for (const auto& app : demo.apps) apps.push_back(ToJson(app));
  json::array calls;
  for (const auto& call : demo.calls) calls.push_back(ToJson(call));
  const json::object document{
      {"url", demo.url}, {"apps", std::move(apps)}, {"calls", std::move(calls)}};

  const fs::path draft = directory / (std::string(kDemoFile) + ".new");
  std::ofstream file(draft, std::ios::trunc);
  fs::permissions(draft, fs::perms::owner_read | fs::perms::owner_write);
  file << json::serialize(document) << "\n";
  file.close();
  if (!file) throw std::runtime_error("cannot write " + draft.string());
  fs::rename(draft, directory / kDemoFile);
}

std::string Text(const json::value& object, std::string_view name) {
  return json::value_to<std::string>(object.at(name));
}

}  // namespace

std::optional<Demo> ReadDemo(const fs::path& directory) {
  std::ifstream file(directory / kDemoFile);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  const json::value document = json::parse(text.str());
  Demo demo{.url = Text(document, "url"), .apps = {}, .calls = {}};
  for (const auto& app : document.at("apps").as_array()) {
    demo.apps.push_back(
        {Text(app, "app_key"), Text(app, "app_secret"), Text(app, "session"), Text(app, "for")});
  }
  for (const auto& call : document.at("calls").as_array()) {
    DemoCall& made = demo.calls.emplace_back();
    made.method = Text(call, "method");
    made.app_key = Text(call, "app_key");
    made.session = Text(call, "session");
    for (const auto& [name, value] : call.at("params").as_object()) {
      made.params.emplace_back(name, json::value_to<std::string>(value));
    }
  }
  return demo;
}

Demo PrepareDemo(const store::DataDirectory& directory, const std::string& url, Timestamp now) {
  auto demo = ReadDemo(directory.path());
  if (demo && demo->url == url) return *demo;
  if (!demo) demo = MakeDemo(*directory.OpenWriter(), now);
  demo->url = url;
  WriteDemo(directory.path(), *demo);
  return *demo;
}

}  // namespace ebbtide::app
