#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <boost/json.hpp>

#include "app/credentials.hpp"
#include "app/demo_calls.hpp"
#include "contract/ebbtide/refund_arbitration_start.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "schema/reader.hpp"
#include "service/ebbtide/methods.hpp"
#include "service/import_order.hpp"
#include "service/wdk/methods.hpp"

namespace ebbtide::app {

extern const std::string_view kDemoOrders;  // src/app/demo/orders.ndjson

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr const char* kDemoFile = "demo.json";
constexpr std::int64_t kTenYearsMs = 315'360'000'000;

/// A picture of one pixel, for the methods that take one.
constexpr std::string_view kPicture(
    "\x89\x50\x4E\x47\x0D\x0A\x1A\x0A\x00\x00\x00\x0D\x49\x48\x44\x52\x00\x00\x00\x01"
    "\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3A\x7E\x9B\x55\x00\x00\x00\x0A\x49\x44\x41"
    "\x54\x78\x9C\x63\x60\x00\x00\x00\x02\x00\x01\x48\xAF\xA4\x71\x00\x00\x00\x00\x49"
    "\x45\x4E\x44\xAE\x42\x60\x82",
    67);
constexpr const char* kPictureFile = "demo-proof.png";

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

/// What the demo's items are sold as: Openmall and EPP order them by number.
void OfferItems(store::Store& store) {
  const auto shop = store.access().PutParty(refund::PartyKind::kSeller, "hz0799");
  const auto haoka = store.access().PutParty(refund::PartyKind::kSeller, "haoka");
  store.items().Insert({.item_id = 4345345,
                        .sku_id = 30004447689,
                        .epp_item_id = {},
                        .title = "Tea set",
                        .sku_title = "颜色分类:军绿色;尺码:XS",
                        .outer_id = "tea",
                        .outer_sku_id = "tea-xs",
                        .pic_url = "http://img.example/tea.jpg",
                        .price = {1201},
                        .post_fee = {600}},
                       shop);
  store.items().Insert({.item_id = 671282901618,
                        .sku_id = 5005100554551,
                        .epp_item_id = "EA671282901618",
                        .title = "IPhone 15Plus",
                        .sku_title = "颜色分类:天蓝色",
                        .outer_id = "iphone",
                        .outer_sku_id = "iphone-blue",
                        .pic_url = "http://img.example/iphone.jpg",
                        .price = {1201},
                        .post_fee = {}},
                       haoka);
}

/// Runs a method as a client would, and insists on its success.
template <class Request, class Response>
Response Run(Result<Response> (*handle)(const Request&, const service::Context&),
             const Request& request, store::Store& store, const service::Caller& caller,
             Timestamp now) {
  const service::Policy policy;
  auto response = handle(
      request,
      {.store = store, .caller = caller, .now = now, .request_id = "demo", .policy = policy});
  if (!response) throw std::logic_error("demo data: " + response.error().sub_msg);
  return *std::move(response);
}

/// A batch of its own, so that there is a refund with the numbers that only a batch has.
void ApplyForBatch(store::Store& store, Timestamp now) {
  namespace userrefund = contract::wdk_channel_order_userrefund;
  const auto merchant = store.access().PutParty(refund::PartyKind::kSeller, "TESTW");
  const service::Caller caller{"demo", merchant, refund::PartyKind::kSeller, "TESTW"};
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
  const auto response =
      Run(&service::wdk_channel_order_userrefund::Handle, request, store, caller, now);
  if (!response.api_result.success) throw std::logic_error("demo data: no batch");
}

/// The platform has stepped in, so that it can decide.
void StepIn(store::Store& store, Timestamp now) {
  constexpr contract::Number kRefused = 84010;
  const auto staff = store.access().PutParty(refund::PartyKind::kPlatform, "staff");
  const service::Caller caller{"demo", staff, refund::PartyKind::kPlatform, "staff"};
  contract::ebbtide_refund_arbitration_start::Request request;
  request.refund_id = kRefused;
  request.note = "双方举证";
  Run(&service::ebbtide_refund_arbitration_start::Handle, request, store, caller, now);
}

DemoApp MakeApp(store::Store& store, const DemoActor& actor, Timestamp now) {
  const auto kind = refund::ParsePartyKind(actor.kind);
  const auto party = store.access().PutParty(kind, actor.code);
  const store::App app = NewApp(store.access(), {.title = std::string(actor.title)}, now);
  DemoApp made{.app_key = app.app_key,
               .app_secret = app.secret,
               .session = {},
               .for_whom = std::string(actor.kind) + ":" + std::string(actor.code)};
  const bool bound =
      kind == refund::PartyKind::kDistributor || kind == refund::PartyKind::kCustomer;
  if (bound) {
    store.access().Bind(app.app_key, party);
  } else {
    made.session = NewSessionKey();
    store.access().AddSession(made.session, {app.app_key, party, {now.unix_ms + kTenYearsMs}}, now);
  }
  return made;
}

/// A code and a refresh token of the app's user that are good again and again, since every call of
/// the demo is.
std::pair<std::string, std::string> AddTokens(store::Access& access, const std::string& app_key,
                                              const DemoActor& actor, Timestamp now) {
  const auto user = access.PutParty(refund::ParsePartyKind(actor.kind), actor.code);
  const auto add = [&](store::TokenKind kind) {
    auto token = NewSessionKey();
    access.AddToken(token,
                    {.kind = kind,
                     .app_key = app_key,
                     .user = user,
                     .expires = {now.unix_ms + kTenYearsMs},
                     .replay_ms = kTenYearsMs},
                    now);
    return token;
  };
  return {add(store::TokenKind::kCode), add(store::TokenKind::kRefresh)};
}

/// What stands for what in the values of calls.
using Places = std::vector<std::pair<std::string_view, std::string>>;

std::string Filled(std::string value, const Places& places) {
  for (const auto& [place, text] : places) {
    const auto at = value.find(place);
    if (at != std::string::npos) value.replace(at, place.size(), text);
  }
  return value;
}

DemoCall CallOf(const CallOfActor& call, const DemoApp& app, Places places,
                const fs::path& directory) {
  DemoCall made{.method = std::string(call.method),
                .app_key = app.app_key,
                .session = app.session,
                .params = {},
                .files = {}};
  places.emplace_back("{app_key}", app.app_key);
  for (const auto& [name, value] : call.params) {
    made.params.emplace_back(name, Filled(value, places));
  }
  if (!call.picture.empty()) {
    made.files.push_back(
        {std::string(call.picture), fs::absolute(directory / kPictureFile).string()});
  }
  return made;
}

void WritePicture(const fs::path& directory) {
  std::ofstream file(directory / kPictureFile, std::ios::binary | std::ios::trunc);
  file << kPicture;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + (directory / kPictureFile).string());
}

Demo MakeDemo(store::Store& store, const fs::path& directory, Timestamp now) {
  Demo demo;
  Places places;
  store.Transact([&] {
    ImportOrders(store, now);
    OfferItems(store);
    for (const auto* const actor : DemoActors()) demo.apps.push_back(MakeApp(store, *actor, now));
    auto tokens = AddTokens(store.access(), demo.apps.front().app_key, *DemoActors().front(), now);
    places = {{"{code}", std::move(tokens.first)}, {"{refresh_token}", std::move(tokens.second)}};
    ApplyForBatch(store, now);
    StepIn(store, now);
  });
  WritePicture(directory);
  for (const auto& call : DemoCalls()) {
    const auto index = std::ranges::find(DemoActors(), call.actor) - DemoActors().begin();
    const auto& app = demo.apps.at(static_cast<std::size_t>(index));
    demo.calls.push_back(CallOf(call, app, places, directory));
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
  json::object made{{"method", call.method},
                    {"app_key", call.app_key},
                    {"session", call.session},
                    {"params", std::move(params)}};
  if (call.files.empty()) return made;
  json::object files;
  for (const auto& file : call.files) files[file.name] = file.path;
  made["files"] = std::move(files);
  return made;
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
    if (const auto* const files = call.as_object().if_contains("files")) {
      for (const auto& [name, path] : files->as_object()) {
        made.files.push_back({name, json::value_to<std::string>(path)});
      }
    }
  }
  return demo;
}

Demo PrepareDemo(const store::DataDirectory& directory, const std::string& url, Timestamp now) {
  auto demo = ReadDemo(directory.path());
  if (demo && demo->url == url) return *demo;
  if (!demo) demo = MakeDemo(*directory.OpenWriter(), directory.path(), now);
  demo->url = url;
  WriteDemo(directory.path(), *demo);
  return *demo;
}

}  // namespace ebbtide::app
