#include "base/digest.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

std::string HashOf(HashKind kind, std::string_view text) {
  return std::move(Digest::Of(kind).Add(text)).Hex();
}

std::string HmacOf(HashKind kind, std::string_view key, std::string_view text) {
  return std::move(Digest::Keyed(kind, key).Add(text)).Hex();
}

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";

TEST(Digest, KnowsTheMd5OfRfc1321) {
  EXPECT_EQ(HashOf(HashKind::kMd5, ""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(HashOf(HashKind::kMd5, "abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(HashOf(HashKind::kMd5, kAlphabet), "c3fcd3d76192e4007dfb496cca67e13b");
}

TEST(Digest, KnowsTheSha256OfFips180) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, KnowsTheHmacsOfRfc2202AndRfc4231) {
  constexpr std::string_view kQuestion = "what do ya want for nothing?";
  constexpr std::string_view kLong = "Test Using Larger Than Block-Size Key - Hash Key First";
  EXPECT_EQ(HmacOf(HashKind::kMd5, "Jefe", kQuestion), "750c783e6ab0b503eaa86e310a5db738");
  EXPECT_EQ(HmacOf(HashKind::kMd5, std::string(80, '\xaa'), kLong),
            "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd");
  EXPECT_EQ(HmacOf(HashKind::kSha256, "Jefe", kQuestion),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HmacOf(HashKind::kSha256, std::string(131, '\xaa'), kLong),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, IsTheSameHoweverOftenAKeyIsUsedAndWhateverLiesBetween) {
  const auto keyed = [](std::string_view key) { return Digest::Keyed(HashKind::kSha256, key); };
  const auto first = std::move(keyed("key").Add("text")).Hex();
  for (int i = 0; i < 40; ++i) {
    EXPECT_EQ(std::move(keyed("key").Add("text")).Hex(), first);
    EXPECT_NE(std::move(keyed("key" + std::to_string(i)).Add("text")).Hex(), first);
    EXPECT_NE(std::move(Digest::Keyed(HashKind::kMd5, "key").Add("text")).Hex(), first);
    auto abandoned = keyed("key");
    abandoned.Add("other");
    auto one = keyed("key");
    auto two = keyed("key");
    one.Add("text");
    two.Add("te").Add("xt");
    EXPECT_EQ(std::move(one).Hex(), first);
    EXPECT_EQ(std::move(two).Hex(), first);
  }
}

TEST(Digest, TakesAnEmptyKeyAsAKey) {
  EXPECT_EQ(HmacOf(HashKind::kSha256, "", ""),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  EXPECT_EQ(HmacOf(HashKind::kMd5, "", ""), "74e6f7298a9c2d168935f58c001bad88");
  EXPECT_EQ(HmacOf(HashKind::kSha256, {}, "x"), HmacOf(HashKind::kSha256, "", "x"));
}

TEST(Digest, DoesNotDependOnHowTheTextWasCut) {
  for (const HashKind kind : {HashKind::kMd5, HashKind::kSha256}) {
    for (std::size_t cut = 0; cut <= kAlphabet.size(); ++cut) {
      Digest hash = Digest::Of(kind);
      hash.Add(kAlphabet.substr(0, cut)).Add("").Add(kAlphabet.substr(cut));
      EXPECT_EQ(std::move(hash).Hex(), HashOf(kind, kAlphabet)) << cut;
      Digest mac = Digest::Keyed(kind, "key");
      mac.Add(kAlphabet.substr(0, cut)).Add(kAlphabet.substr(cut));
      EXPECT_EQ(std::move(mac).Hex(), HmacOf(kind, "key", kAlphabet)) << cut;
    }
  }
}

TEST(Digest, GoesOnAfterAMove) {
  Digest first = Digest::Of(HashKind::kMd5);
  first.Add("a");
  Digest second = std::move(first);
  second.Add("bc");
  EXPECT_EQ(std::move(second).Hex(), HashOf(HashKind::kMd5, "abc"));
}

TEST(DigestBytes, AreReadFromHexInEitherCase) {
  for (const std::string_view hex : {"", "00", "fF", "0123456789abcdefABCDEF"}) {
    const auto bytes = DigestBytes::FromHex(hex);
    ASSERT_TRUE(bytes) << hex;
    EXPECT_TRUE(std::ranges::equal(ToHex(bytes->view()), hex, {}, {}, [](char c) {
      return c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c;
    })) << hex;
  }
  EXPECT_EQ(std::move(Digest::Of(HashKind::kMd5)).Bytes().view(),
            DigestBytes::FromHex("d41d8cd98f00b204e9800998ecf8427e")->view());
}

TEST(DigestBytes, AreNotReadFromWhatIsNoHexOrTooLong) {
  for (const std::string_view text : {"0", "000", "0g", "G0", " 0", "-1", "0x", "\x10\x10", "é"}) {
    EXPECT_FALSE(DigestBytes::FromHex(text)) << text;
  }
  EXPECT_TRUE(DigestBytes::FromHex(std::string(2 * DigestBytes::kSizeMax, '0')));
  EXPECT_FALSE(DigestBytes::FromHex(std::string(2 * DigestBytes::kSizeMax + 2, '0')));
}

TEST(ConstantTimeComparison, SaysWhatEqualitySays) {
  for (const std::string_view a : {"", "a", "b", "ab", "aB", "abc"}) {
    for (const std::string_view b : {"", "a", "b", "ab", "aB", "abc"}) {
      EXPECT_EQ(EqualInConstantTime(a, b), a == b) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace ebbtide
