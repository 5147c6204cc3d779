#include "base/network.hpp"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Networks, HoldTheAddressesThatShareTheirPrefix) {
  struct Row {
    const char* network;
    const char* address;
    bool inside;
  };
  for (const auto& row : {
           Row{"192.0.2.7", "192.0.2.7", true},
           {"192.0.2.7", "192.0.2.8", false},
           {"192.0.2.7", "::ffff:192.0.2.7", true},
           {"192.0.2.0/24", "192.0.2.255", true},
           {"192.0.2.0/24", "192.0.3.0", false},
           {"192.0.2.128/25", "192.0.2.127", false},
           {"192.0.2.128/25", "192.0.2.200", true},
           {"0.0.0.0/0", "203.0.113.9", true},
           {"0.0.0.0/0", "2001:db8::1", false},
           {"::/0", "2001:db8::1", true},
           {"::/0", "203.0.113.9", true},
           {"2001:db8::/33", "2001:db8:7fff::1", true},
           {"2001:db8::/33", "2001:db8:8000::1", false},
           {"2001:db8::1", "2001:0DB8:0:0::1", true},
       }) {
    const auto network = ParseNetwork(row.network);
    const auto address = ParseAddress(row.address);
    ASSERT_TRUE(network && address) << row.network << " and " << row.address;
    EXPECT_EQ(network->Contains(*address), row.inside) << row.network << " and " << row.address;
  }
}

TEST(Networks, AreNotReadFromAnythingElse) {
  using std::string_view_literals::operator""sv;
  for (const auto text :
       {""sv, "/"sv, "/24"sv, "192.0.2"sv, "192.0.2.0/33"sv, "192.0.2.0/-1"sv, "192.0.2.0/"sv,
        "192.0.2.1/24"sv, "192.0.2.0/24/24"sv, "192.0.2.0 "sv, "192.0.2.7\0"sv, "2001:db8::/129"sv,
        "2001:db8::1/64"sv, "localhost"sv, "192.0.2.07"sv, "::1%lo"sv}) {
    EXPECT_FALSE(ParseNetwork(text)) << text;
  }
}

}  // namespace
}  // namespace ebbtide
