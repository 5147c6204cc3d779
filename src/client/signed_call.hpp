#pragma once

#include <optional>
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

/// A file that goes with a call, as a part of a multipart body; files are not signed.
struct FilePart {
  std::string name;                           ///< of the parameter
  std::string path;                           ///< read when the call is sent
  std::optional<std::string_view> content{};  ///< instead of a path; must outlive the call
};

/// What goes over the wire.
struct HttpBody {
  std::string content_type;
  std::string body;
};

/// The query string that goes with a batch, whose body is signed as it is (top-protocol section 9).
std::string SignedQuery(const Credentials& credentials, const CallOptions& options, Timestamp now,
                        std::string_view raw_body);

/// The parameters of one call, all of them, signed and ready to be sent.
class SignedCall {
 public:
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  /// Adds public parameters and signature to the application's `parameters`; empty ones are left
  /// out (top-protocol section 12, client).
  SignedCall(std::string_view method, const Parameters& parameters, const Credentials& credentials,
             const CallOptions& options, Timestamp now, std::vector<FilePart> files = {});

  /// As the body of a POST: a form, or multipart where there are files. Throws when a file can't be
  /// read.
  [[nodiscard]] HttpBody ToBody() const;

  /// As a form body or query string; without the files.
  [[nodiscard]] std::string ToForm() const;

  /// As a shell line that sends the call to `url` and prints the answer.
  [[nodiscard]] std::string ToCurl(std::string_view url) const;

 private:
  Parameters parameters_;
  std::vector<FilePart> files_;
};

}  // namespace ebbtide::top
