#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"

/// The command line's words. Each returns the exit code: 0 done, 1 failed. What the user can mend
/// throws `std::runtime_error` with a sentence for them; wrong usage `std::invalid_argument`.
namespace ebbtide::app {

struct ServeArguments {
  bool demo = false;
};
/// Serves until SIGTERM or SIGINT, then drains.
int Serve(const Config& config, const ServeArguments& arguments);

struct ImportArguments {
  std::filesystem::path file;
  std::string map;  ///< `order=InvoiceNo,sku=StockCode,…`: the file is CSV
  std::string seller;
  std::string channel;
  std::string state = "paid";
  std::string shop_id;
  std::string store_id;
  std::filesystem::path report;  ///< where rejected rows go
  std::filesystem::path ids;     ///< where the numbers of new orders and lines go
  bool json = false;
};
int Import(const Config& config, const ImportArguments& arguments);

struct CallArguments {
  std::string method;
  std::vector<std::string> parameters;  ///< key=value
  std::string url;
  std::string app_key;
  std::string app_secret;
  std::string session;
  std::string format = "json";
  std::string sign_method = "hmac-sha256";
  bool simplify = false;
  bool curl = false;  ///< print the curl line instead of calling
};
/// What is left open is taken from the demo.json of the data directory, if there is one.
int Call(const Config& config, const CallArguments& arguments);

struct MethodsArguments {
  bool json = false;
  std::filesystem::path reference;  ///< write the reference pages into this directory instead
};
int Methods(const MethodsArguments& arguments);

int Doctor(const Config& config);

struct VerifyArguments {
  bool json = false;
};
/// Recomputes sums, states and chains of the whole store; 1 when something is wrong.
int Verify(const Config& config, const VerifyArguments& arguments);

}  // namespace ebbtide::app
