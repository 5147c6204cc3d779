#include "client/url.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace ebbtide::top {
namespace {

TEST(ParseUrl, TakesAddressesApart) {
  const Url plain = ParseUrl("http://gw.example.com/router/rest");
  EXPECT_FALSE(plain.secure);
  EXPECT_EQ(plain.host, "gw.example.com");
  EXPECT_EQ(plain.port, "80");
  EXPECT_EQ(plain.path, "/router/rest");
  EXPECT_EQ(plain.Authority(), "gw.example.com");

  const Url secure = ParseUrl("https://[::1]:8443");
  EXPECT_TRUE(secure.secure);
  EXPECT_EQ(secure.host, "::1");
  EXPECT_EQ(secure.port, "8443");
  EXPECT_EQ(secure.path, "/");
  EXPECT_EQ(secure.Authority(), "[::1]:8443");

  EXPECT_EQ(ParseUrl("https://a/").port, "443");
  EXPECT_EQ(ParseUrl("https://a:443/").Authority(), "a");
  EXPECT_EQ(ParseUrl("https://a:80/").Authority(), "a:80");
  EXPECT_EQ(ParseUrl("http://[::1]/").Authority(), "[::1]");
}

TEST(ParseUrl, RefusesWhatIsNoAddressOfAGateway) {
  for (const char* const text :
       {"", "gw.example.com", "ftp://a/", "HTTP://a/", "http://", "http:///x", "http://:80/",
        "http://a:/", "http://a:0/", "http://a:65536/", "http://a:8o/", "http://[::1/",
        "http://a/?b=c", "http://a/#b", "http://me:word@a/", "http://a/\r\nX: y", "http://a b/"}) {
    EXPECT_THROW(ParseUrl(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace ebbtide::top
