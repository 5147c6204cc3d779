#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/fixture.hpp"
#include "gateway/gateway.hpp"
#include "simulation/calls.hpp"

namespace ebbtide::simulation {

/// A server of its own with the orders of `Stock`, where deeds are done by the public methods.
class World : public test::GatewayTest {
 public:
  explicit World(bool external);

  /// `before` is the model before the deed.
  Outcome Do(const Deed& deed, const Model& before);

  /// As `Model::Rows`, from the database.
  std::vector<std::string> Rows();

  /// Where a server that keeps answers says something else than one that asks the store each time.
  std::vector<std::string> StaleAnswers();

  test::Platform& platform() { return platform_; }

 private:
  void TestBody() override {}

  test::App LongLivedApp(refund::PartyKind kind, const std::string& code);
  [[nodiscard]] const test::App& AppOf(Who who) const;
  std::string Send(std::string_view method, const Call& call);
  Outcome Read(const Deed& deed, const std::string& answer);
  Outcome LetTimePass(const Pass& pass);
  void LookForNewRefunds();

  gateway::Options keeping_none_;
  gateway::Gateway asking_;
  RefundIds refund_ids_;
  test::App shop_, rival_, distributor_, stranger_, buyer_, staff_;
};

}  // namespace ebbtide::simulation
