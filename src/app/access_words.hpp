#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/config.hpp"

/// The words `app` and `session`: who may call. All work beside a running server, at once.
namespace ebbtide::app {

struct PermissionArguments {
  bool everything = false;
  std::vector<std::string> categories;
  std::vector<std::string> methods;
};

struct AppArguments {
  std::string app_key;     ///< of `create`: a new one if empty
  std::string app_secret;  ///< a new one if empty
  std::string title;
  std::vector<std::string> parties;   ///< kind:code, those the app acts for without a session
  std::vector<std::string> networks;  ///< from which it may call; from anywhere if empty
  std::string callback;
  PermissionArguments permissions;
  std::string overlap = "24h";  ///< for so long the old secret is good
  bool json = false;
};
int AppCreate(const Config& config, const AppArguments& arguments);
int AppList(const Config& config, const AppArguments& arguments);
int AppGrant(const Config& config, const AppArguments& arguments);
int AppRevoke(const Config& config, const AppArguments& arguments);
int AppAllow(const Config& config, const AppArguments& arguments);
int AppCallback(const Config& config, const AppArguments& arguments);
int AppDisable(const Config& config, const AppArguments& arguments);
int AppEnable(const Config& config, const AppArguments& arguments);
int AppRotate(const Config& config, const AppArguments& arguments);

struct SessionArguments {
  std::string app_key;
  std::string user;  ///< kind:code
  std::int64_t valid_days = 365;
  PermissionArguments scope;
  std::vector<std::string> sessions;  ///< keys, or beginnings of the ids that the list shows
  bool json = false;
};
int SessionCreate(const Config& config, const SessionArguments& arguments);
int SessionList(const Config& config, const SessionArguments& arguments);
int SessionRevoke(const Config& config, const SessionArguments& arguments);
int SessionTicket(const Config& config, const SessionArguments& arguments);

}  // namespace ebbtide::app
