#include "base/base64.hpp"

#include <gmock/gmock.h>

namespace ebbtide {
namespace {

using std::string_literals::operator""s;

TEST(Base64, DecodesTheVectorsOfItsDocument) {
  for (const auto& [text, bytes] :
       std::initializer_list<std::pair<const char*, std::string>>{{"", ""},
                                                                  {"Zg==", "f"},
                                                                  {"Zm8=", "fo"},
                                                                  {"Zm9v", "foo"},
                                                                  {"Zm9vYg==", "foob"},
                                                                  {"Zm9vYmE=", "fooba"},
                                                                  {"Zm9vYmFy", "foobar"},
                                                                  {"AP/+", "\0\xFF\xFE"s}}) {
    EXPECT_EQ(DecodeBase64(text), bytes) << text;
  }
}

TEST(Base64, RefusesWhatNoEncoderWrites) {
  for (const char* const text : {"Z", "Zg", "Zg=", "Zg===", "====", "Zh==", "Zm9=", "Zm9v\n",
                                 "Zm 9", "Zm9-", "=m9v", "Z=9v", "Zg==Zg=="}) {
    EXPECT_EQ(DecodeBase64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace ebbtide
