#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "gateway/gateway.hpp"
#include "support/platform.hpp"

namespace ebbtide::test {

/// A gateway over a platform of its own. After each test the money in the database must add up.
class GatewayTest : public testing::Test {
 protected:
  explicit GatewayTest(gateway::Options options = {});
  void TearDown() override;

  /// Answers the call, however long it takes. Request ids are `*`.
  gateway::Reply Handle(const gateway::Call& call);
  /// A POST of `form`.
  std::string Post(std::string_view form);

  /// The answer to a signed call in JSON without its envelope: `{"result":…}`. Any other document,
  /// such as an error, comes whole.
  std::string Ask(const App& app, std::string_view method, const Params& params);
  /// The same of a call that carries a file, which is the parameter `file`.
  std::string AskWithFile(const App& app, std::string_view method, const Params& params,
                          const std::pair<std::string_view, std::string_view>& file);

  Platform platform_;
  gateway::Gateway gateway_;
};

/// A signed call whose answer does not matter but for its error: `code msg sub_code`, or `0` for a
/// success. Reads both formats.
std::string ErrorOf(std::string_view answer);

}  // namespace ebbtide::test
