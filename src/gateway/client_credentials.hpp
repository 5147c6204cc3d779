#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/form.hpp"

namespace ebbtide::gateway {

/// As whom somebody asks `/token`.
struct ClientCredentials {
  std::string id;
  std::string secret;
  bool by_header = false;  ///< whose refusal is 401, and names the scheme
};

/// In the form parameters or, urlencoded before base64, in `Authorization: Basic` (RFC 6749
/// section 2.3.1); a header of another scheme is somebody else's. What cannot be read of the header
/// gives nobody. The error is a request that says two things; its `sub_msg` says which.
Result<ClientCredentials> ReadClientCredentials(std::string_view authorization,
                                                const schema::Parameters& parameters);

}  // namespace ebbtide::gateway
