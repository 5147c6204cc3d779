#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

/// What Beast lets pass in a request's head although two readers could take it for two different
/// requests. Internal to this folder.
namespace ebbtide::server {

/// Looks at a head's lines as they arrive, in pieces of any size.
class HeadScan {
 public:
  explicit HeadScan(std::size_t lines_max) : lines_max_(lines_max) {}

  enum class Finding : std::uint8_t { kNothing, kBareLineFeed, kFoldedLine, kTooManyLines };

  /// What is wrong with the head as far as it has come. Bytes after its end are of no interest.
  Finding Look(std::string_view bytes);

 private:
  std::size_t lines_max_;
  std::size_t lines_ = 0;
  std::size_t line_bytes_ = 0;  ///< of the line that has begun
  char last_ = 0;
  bool ended_ = false;
};

/// A sentence about what makes the head ambiguous, or "". The head must be whole.
std::string_view AmbiguityOf(
    const boost::beast::http::request<boost::beast::http::string_body>& request);

}  // namespace ebbtide::server
