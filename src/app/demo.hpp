#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "client/signed_call.hpp"
#include "store/store.hpp"

/// The demo: data for trying every method at once, and demo.json, which says how.
namespace ebbtide::app {

struct DemoApp {
  std::string app_key;
  std::string app_secret;
  std::string session;   ///< empty where the app acts for its own owners
  std::string for_whom;  ///< kind:code
};

/// A call that works.
struct DemoCall {
  std::string method;
  std::string app_key;
  std::string session;
  std::vector<std::pair<std::string, std::string>> params;
  std::vector<top::FilePart> files;
};

struct Demo {
  std::string url;
  std::vector<DemoApp> apps;
  std::vector<DemoCall> calls;
};

/// Makes the demo's data and demo.json in `directory`, unless demo.json is there already; in any
/// case demo.json has `url` afterwards. Apps and sessions have random secrets of their own.
Demo PrepareDemo(const store::DataDirectory& directory, const std::string& url, Timestamp now);

/// What demo.json in `directory` says; nothing when there is none.
std::optional<Demo> ReadDemo(const std::filesystem::path& directory);

}  // namespace ebbtide::app
