#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "gateway/fixture.hpp"

namespace ebbtide::test {

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr const char* kCallback = "https://erp.example/cb";

/// The text member of that name in a JSON document, or "".
std::string Member(const std::string& json, const std::string& name);

/// Two apps with the same callback, and what they, users and operators do.
class OAuth : public GatewayTest {
 protected:
  explicit OAuth(gateway::Options options = {});

  void EditApp(const App& app, const std::function<void(store::App&)>& edit);

  /// A ticket of the seller hz0799.
  std::string AddTicket(const store::Permissions& scope = {}, const std::string& app_key = {});

  /// A request from `remote_address_` with the header `authorization_`.
  gateway::WebReply Web(std::string_view http_method, std::string_view path, const Params& params);

  [[nodiscard]] Params AuthorizeParams() const;
  /// A code for `app_`, by way of the page.
  std::string NewCode(const store::Permissions& scope = {});

  [[nodiscard]] static Params TokenParams(const App& app, const std::string& code);
  [[nodiscard]] Params RefreshParams(const std::string& refresh_token) const;
  /// The error of `/token`, or "" of a success.
  std::string ErrorOfToken(const Params& params);

  /// Of a call of `app_` for the seller.
  std::string ErrorOfCall(const std::string& session);

  App app_;
  App other_;
  std::string remote_address_ = "192.0.2.7";
  std::string authorization_;
  gateway::Gateway* answering_ = &gateway_;
  int tickets_ = 0;
};

}  // namespace ebbtide::test
