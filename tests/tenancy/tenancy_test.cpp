#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>

#include "app/demo_calls.hpp"
#include "service/registry.hpp"
#include "support/platform.hpp"
#include "support/temporary_directory.hpp"

/// Every method, asked by another tenant for data that is not theirs: the answer is to the byte
/// that of a platform on which there is no such data, and nothing of it changes.
namespace ebbtide::test {
namespace {

using app::CallOfActor;
using contract::Session;
using refund::PartyKind;
using testing::HasSubstr;

constexpr std::array kKinds{PartyKind::kSeller, PartyKind::kBuyer, PartyKind::kDistributor,
                            PartyKind::kCustomer, PartyKind::kPlatform};

/// A platform with tenants of its own who have nothing, beside whatever is imported.
struct Tenants {
  Tenants() : gateway(platform.shared(), platform.directory().OpenReader(), 1) {
    for (const auto kind : kKinds) {
      const std::string code = "rival-" + std::string(refund::ToText(kind));
      sessions[kind] = platform.AddUserApp(kind, code);
      bound[kind] = platform.AddBoundApp(kind, code);
      platform.Write([&](store::Store& store) {
        rivals +=
            (rivals.empty() ? "" : ",") + std::to_string(store.access().PutParty(kind, code).value);
      });
    }
  }

  std::string Ask(const App& app, std::string_view method, const Params& params,
                  const std::vector<top::FilePart>& files) {
    const auto body = top::SignedCall(method, params, app, {}, kNow, files).ToBody();
    std::promise<std::string> answer;
    gateway.Handle(
        {.http_method = "POST", .query = {}, .content_type = body.content_type, .body = body.body},
        [&](gateway::Reply reply) { answer.set_value(std::move(reply.body)); });
    return Anonymous(answer.get_future().get());
  }

  /// All that belongs to somebody else than the rivals.
  std::string OthersData() {
    std::string all;
    const std::string theirs =
        " WHERE seller_id NOT IN (" + rivals + ") AND buyer_id NOT IN (" + rivals + ")";
    const std::string refunds = "(SELECT refund_id FROM refund" + theirs + ")";
    for (const auto& query :
         {"SELECT * FROM trade_order" + theirs, "SELECT * FROM refund" + theirs,
          "SELECT l.* FROM order_line l JOIN trade_order o ON o.order_id = l.order_id"
          " WHERE o.seller_id NOT IN (" +
              rivals + ") AND o.buyer_id NOT IN (" + rivals + ")",
          "SELECT * FROM refund_event WHERE refund_id IN " + refunds,
          "SELECT * FROM refund_message WHERE refund_id IN " + refunds,
          "SELECT * FROM refund_upload WHERE refund_id IN " + refunds,
          "SELECT * FROM payout WHERE refund_id IN " + refunds,
          "SELECT * FROM item WHERE seller_id NOT IN (" + rivals + ")"}) {
      for (const auto& row : platform.database().Run(query)) {
        for (const auto& column : row) all += column + "|";
        all += "\n";
      }
    }
    return all;
  }

  Platform platform;
  gateway::Gateway gateway;
  std::map<PartyKind, App> sessions;
  std::map<PartyKind, App> bound;
  std::string rivals;
};

/// New orders get numbers of their own.
std::string WithoutNewNumbers(std::string answer) {
  for (std::size_t i = 0; i < answer.size(); ++i) {
    std::size_t digits = 0;
    while (i + digits < answer.size() && answer[i + digits] >= '0' && answer[i + digits] <= '9') {
      ++digits;
    }
    constexpr std::size_t kShortestId = 15;
    if (digits >= kShortestId) {
      answer.replace(i, digits, "#");
    } else {
      i += digits;
    }
  }
  return answer;
}

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

class TenantsOfEveryMethod : public testing::Test {
 protected:
  TenantsOfEveryMethod() {
    full_.platform.ImportDemo();
    for (auto* const tenants : {&full_, &empty_}) {
      tenants->platform.Write([](store::Store& store) {
        // Whom to buy from is everybody's to know.
        store.access().PutParty(PartyKind::kSeller, "okki");
        const auto seller = store.access().PutParty(PartyKind::kSeller, "everybody's");
        store.items().Insert({.item_id = 4345345,
                              .sku_id = 30004447689,
                              .epp_item_id = {},
                              .title = "Tea set",
                              .sku_title = {},
                              .outer_id = {},
                              .outer_sku_id = {},
                              .pic_url = {},
                              .price = {1201},
                              .post_fee = {600}},
                             seller);
        store.items().Insert({.item_id = 1,
                              .sku_id = 5005100554551,
                              .epp_item_id = "EA671282901618",
                              .title = "Phone",
                              .sku_title = {},
                              .outer_id = {},
                              .outer_sku_id = {},
                              .pic_url = {},
                              .price = {1201},
                              .post_fee = {}},
                             seller);
      });
    }
    std::ofstream(directory_.path() / "proof.gif") << "GIF89a";
  }

  std::vector<top::FilePart> FilesOf(const CallOfActor& call) {
    if (call.picture.empty()) return {};
    return {{std::string(call.picture), (directory_.path() / "proof.gif").string()}};
  }

  /// The demo's call with the caller's own name, or with the owner's, put where it names somebody.
  Params ParamsOf(const CallOfActor& call, const App& app, bool own_name) {
    const std::string rival = "rival-" + std::string(call.actor->kind);
    Params params;
    for (const auto& [name, value] : call.params) {
      std::string text = Replaced(value, "{app_key}", app.app_key);
      if (own_name) text = Replaced(text, call.actor->code, rival);
      params.emplace_back(name, text);
    }
    return params;
  }

  static const contract::ApiInfo& ApiOf(const CallOfActor& call) {
    return *service::FindEndpoint(call.method)->api;
  }

  static const App& RivalOf(Tenants& tenants, const CallOfActor& call) {
    const auto kind = refund::ParsePartyKind(call.actor->kind);
    return ApiOf(call).session == Session::kNone ? tenants.bound.at(kind)
                                                 : tenants.sessions.at(kind);
  }

  Tenants full_;
  Tenants empty_;
  TemporaryDirectory directory_;
};

TEST_F(TenantsOfEveryMethod, AreAllAskedFor) {
  std::set<std::string_view> asked;
  for (const auto& call : app::DemoCalls()) asked.insert(call.method);
  for (const auto& endpoint : service::Endpoints()) {
    EXPECT_TRUE(asked.contains(endpoint.api->name)) << endpoint.api->name;
  }
  EXPECT_EQ(asked.size(), service::Endpoints().size());
}

TEST_F(TenantsOfEveryMethod, SeeOfOthersWhatSomebodySeesWhereThereIsNothing) {
  const auto before = full_.OthersData();
  ASSERT_THAT(before, HasSubstr("2231884277"));
  for (const auto& call : app::DemoCalls()) {
    if (ApiOf(call).session == Session::kPlatform) continue;  // sees everything
    for (const bool own_name : {false, true}) {
      SCOPED_TRACE(Join(call.method, own_name ? ", by the own name" : ", by the owner's name"));
      const auto ask = [&](Tenants& tenants) {
        const auto& app = RivalOf(tenants, call);
        return WithoutNewNumbers(
            tenants.Ask(app, call.method, ParamsOf(call, app, own_name), FilesOf(call)));
      };
      const std::string where_it_is = ask(full_);
      // An item's number is everybody's to see, and the first who offers it keeps it.
      if (call.method == "ebbtide.item.put") {
        EXPECT_THAT(where_it_is, HasSubstr("isv.item-already-exist:item_id"));
        continue;
      }
      EXPECT_EQ(where_it_is, ask(empty_));
      EXPECT_THAT(where_it_is, testing::Not(HasSubstr("isp."))) << "broken machinery";
    }
  }
  EXPECT_EQ(full_.OthersData(), before);
  EXPECT_THAT(full_.platform.Verify(), testing::IsEmpty());
}

TEST_F(TenantsOfEveryMethod, NeedASessionOfTheRightKind) {
  const auto before = full_.OthersData();
  for (const auto& call : app::DemoCalls()) {
    const auto session = ApiOf(call).session;
    if (session == Session::kNone) continue;
    for (const auto kind : kKinds) {
      const bool seller = kind == PartyKind::kSeller;
      const bool platform = kind == PartyKind::kPlatform;
      const bool may = session == Session::kPlatform ? platform
                       : session == Session::kSeller ? seller
                       : session == Session::kBuyer  ? !seller && !platform
                                                     : !platform;
      if (may) continue;
      const App& app = full_.sessions.at(kind);
      EXPECT_THAT(full_.Ask(app, call.method, ParamsOf(call, app, false), FilesOf(call)),
                  HasSubstr(R"({"error_response":{"code":42,)"))
          << call.method << " by a " << refund::ToText(kind);
    }
  }
  EXPECT_EQ(full_.OthersData(), before);
}

}  // namespace
}  // namespace ebbtide::test
