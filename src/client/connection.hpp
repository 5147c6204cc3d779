#pragma once

#include <memory>

#include <boost/asio/ssl/context.hpp>

#include "client/http_pool.hpp"

namespace ebbtide::top {

/// One connection, for one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Empty when the server is reached; otherwise why not. Once, before anything else.
  virtual std::string Open() = 0;
  /// `request` must be for the connection's server.
  virtual HttpOutcome Post(const HttpRequest& request) = 0;
  /// Whether another request may follow: both sides want that, and the server has not hung up.
  virtual bool IsReusable() = 0;
};

/// What all connections of a pool share, and must outlive them.
struct ConnectionSettings {
  Url url;
  HttpOptions options;
  boost::asio::ssl::context* tls;  ///< nullptr for http
};

std::unique_ptr<Connection> NewConnection(const ConnectionSettings& settings);

}  // namespace ebbtide::top
