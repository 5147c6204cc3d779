#include "server/strict_head.hpp"

#include <algorithm>
#include <array>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/field.hpp>

namespace ebbtide::server {
namespace {

namespace http = boost::beast::http;

constexpr unsigned kHttp11 = 11;

bool IsDecimal(boost::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Not the grammar of a host, only what no host has and what has been used to fool proxies.
bool CouldBeHost(boost::string_view text) {
  static constexpr auto kImpossible = [] {
    std::array<bool, 256> impossible{};
    for (const char c : std::string_view(" \t,/@?#\\\"<>")) {
      impossible[static_cast<unsigned char>(c)] = true;
    }
    return impossible;
  }();
  return std::ranges::none_of(text,
                              [](char c) { return kImpossible[static_cast<unsigned char>(c)]; });
}

}  // namespace

HeadScan::Finding HeadScan::Look(std::string_view bytes) {
  while (!ended_ && !bytes.empty()) {
    if (line_bytes_ == 0 && lines_ != 0 && (bytes.front() == ' ' || bytes.front() == '\t')) {
      return Finding::kFoldedLine;
    }
    const auto feed = bytes.find('\n');
    if (feed == std::string_view::npos) {
      line_bytes_ += bytes.size();
      last_ = bytes.back();
      return Finding::kNothing;
    }
    const char before = feed == 0 ? last_ : bytes[feed - 1];
    if (before != '\r' || line_bytes_ + feed == 0) return Finding::kBareLineFeed;
    ended_ = line_bytes_ + feed == 1;
    if (!ended_ && ++lines_ > lines_max_) return Finding::kTooManyLines;
    line_bytes_ = 0;
    bytes.remove_prefix(feed + 1);
  }
  return Finding::kNothing;
}

std::string_view AmbiguityOf(const http::request<http::string_body>& request) {
  struct Header {
    int count = 0;
    boost::string_view value;
    void See(boost::string_view text) {
      ++count;
      value = text;
    }
  };
  Header host;
  Header length;
  Header encoding;
  for (const auto& field : request) {
    if (field.name() == http::field::host) host.See(field.value());
    if (field.name() == http::field::content_length) length.See(field.value());
    if (field.name() == http::field::transfer_encoding) encoding.See(field.value());
  }
  if (host.count > 1) return "there is more than one Host";
  if (host.count == 0 && request.version() >= kHttp11) return "there is no Host";
  if (!CouldBeHost(host.value)) return "Host is no host";
  if (length.count > 1) return "there is more than one Content-Length";
  if (length.count == 1 && !IsDecimal(length.value)) return "Content-Length is no whole number";
  if (encoding.count == 0) return {};
  if (length.count != 0) return "there is a Content-Length beside Transfer-Encoding";
  if (request.version() < kHttp11) return "HTTP/1.0 has no Transfer-Encoding";
  if (encoding.count > 1 || !boost::beast::iequals(encoding.value, "chunked")) {
    return "Transfer-Encoding may be chunked and nothing else";
  }
  return {};
}

}  // namespace ebbtide::server
