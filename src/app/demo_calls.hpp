#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One working call of every served method against the demo's orders.
namespace ebbtide::app {

/// One app for each way of calling. Sellers, buyers and the platform act by session, the others are
/// bound to their app.
struct DemoActor {
  std::string_view kind;
  std::string_view code;
  std::string_view title;
};

struct CallOfActor {
  std::string_view method;
  const DemoActor* actor;
  /// In a value, `{app_key}` stands for the app key of the actor; `{code}` and `{refresh_token}`
  /// are good for it as often as they are sent.
  std::vector<std::pair<std::string, std::string>> params;
  /// The parameter that carries the demo's picture; none if empty.
  std::string_view picture = {};
};

const std::vector<const DemoActor*>& DemoActors();
const std::vector<CallOfActor>& DemoCalls();

}  // namespace ebbtide::app
