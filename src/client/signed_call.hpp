#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "protocol/signature.hpp"

/// The client side of TOP.
namespace ebbtide::top {

/// What a call is signed with.
struct Credentials {
  std::string app_key;
  std::string app_secret;
  std::string session;  ///< empty where the method needs none
};

struct CallOptions {
  std::string format = "json";
  protocol::SignMethod sign_method = protocol::SignMethod::kHmacSha256;
  bool simplify = false;
};

/// The parameters of one call, all of them, signed and ready to be sent.
class SignedCall {
 public:
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  /// Adds public parameters and signature to the application's `parameters`; empty ones are left
  /// out (top-protocol section 12, client).
  SignedCall(std::string_view method, const Parameters& parameters, const Credentials& credentials,
             const CallOptions& options, Timestamp now);

  /// As a form body or query string.
  [[nodiscard]] std::string ToForm() const;

  /// As a shell line that sends the call to `url` and prints the answer.
  [[nodiscard]] std::string ToCurl(std::string_view url) const;

 private:
  Parameters parameters_;
};

}  // namespace ebbtide::top
