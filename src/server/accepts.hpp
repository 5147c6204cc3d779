#pragma once

#include <boost/beast/http/fields.hpp>

/// Internal to this folder.
namespace ebbtide::server {

/// Whether `Accept-Encoding` names gzip, and not with a weight of 0. A `*` is not taken for it: no
/// SDK means it, and some that send it cannot decode.
bool AcceptsGzip(const boost::beast::http::fields& headers);

}  // namespace ebbtide::server
