#pragma once

#include <functional>
#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "client/signed_call.hpp"
#include "gateway/gateway.hpp"
#include "store/store.hpp"
#include "store/write_lane.hpp"
#include "support/database.hpp"
#include "support/temporary_directory.hpp"

namespace ebbtide::test {

using Params = top::SignedCall::Parameters;

/// 2024-03-01 12:00:00 GMT+8: when every test happens.
inline constexpr Timestamp kNow{1'709'265'600'000};

/// An app, and where it acts for a seller a session of that seller's.
using App = top::Credentials;

/// A platform of its own in a temporary directory, whose clock stands still.
class Platform {
 public:
  explicit Platform(gateway::Options options = {});

  /// Runs `change` on the write lane and waits until it is on disk. What it throws comes out here.
  void Write(const std::function<void(store::Store&)>& change);

  /// Takes in order records, a line of JSON each; throws at one that is refused.
  void Import(std::string_view lines);
  /// The orders that `ebbtide serve --demo` comes with.
  void ImportDemo();

  /// A new app; with a session of the seller, that is good for a day.
  App AddSellerApp(const std::string& seller);
  /// The same for a user of any kind.
  App AddUserApp(refund::PartyKind kind, const std::string& code);
  /// A new app that is bound to a distributor or customer.
  App AddBoundApp(refund::PartyKind kind, const std::string& code);
  /// Another session of the app.
  void AddSession(const std::string& session, const App& app, const std::string& seller,
                  Timestamp expires);

  [[nodiscard]] gateway::Shared shared() { return {options_, clock_, writes_}; }
  [[nodiscard]] const store::DataDirectory& directory() const { return directory_; }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  [[nodiscard]] store::WriteLane& writes() { return writes_; }
  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] std::int64_t CountRefunds();

  /// Fires all deadlines that have passed, as the server does each second; gives how many.
  std::int64_t FireDeadlines();
  /// What `ebbtide verify` finds wrong: nothing, after whatever calls.
  std::vector<std::string> Verify();

 private:
  App AddApp();

  gateway::Options options_;
  TemporaryDirectory temporary_;
  ManualClock clock_{kNow};
  store::DataDirectory directory_;
  Database database_;
  store::WriteLane writes_;
  int apps_ = 0;
};

/// Holds the write lane up, so that a test can look at calls that wait for it. Whoever writes waits
/// until `Release`, or until this goes away.
class HeldWriteLane {
 public:
  explicit HeldWriteLane(store::WriteLane& writes);
  ~HeldWriteLane() { Release(); }
  HeldWriteLane(const HeldWriteLane&) = delete;
  HeldWriteLane& operator=(const HeldWriteLane&) = delete;

  void Release();

 private:
  std::promise<void> release_;
  std::shared_future<void> released_;
  bool held_ = true;
};

/// The parameters of a call that is right in every way but not signed yet.
Params PublicParams(std::string_view method, const App& app, Timestamp now = kNow);

/// Replaces the value, or adds the parameter.
void Set(Params& params, std::string_view name, std::string_view value);
void Remove(Params& params, std::string_view name);

/// Adds `sign`, over exactly what is there.
void Sign(Params& params, std::string_view secret);

/// As a query or body.
std::string ToForm(const Params& params);

/// A signed POST body of the call, answered in JSON.
std::string SignedForm(std::string_view method, const App& app, const Params& params,
                       Timestamp now = kNow);

/// An answer with `*` for its request id, which must look like one (top-protocol 6.5).
std::string Anonymous(std::string answer);

/// Joins the pieces that a JSON text is easier written in.
template <class... T>
std::string Join(const T&... pieces) {
  std::string text;
  (text.append(pieces), ...);
  return text;
}

}  // namespace ebbtide::test
