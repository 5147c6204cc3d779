#include "store/secret_box.hpp"

#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace ebbtide::store {
namespace {

class SecretBoxTest : public testing::Test {
 protected:
  sample::TemporaryDirectory directory_;
  std::filesystem::path key_file_ = directory_.path() / "master.key";
};

std::string ContentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(SecretBoxTest, OpensWhatItSealed) {
  const auto box = SecretBox::FromFile(key_file_);
  for (const std::string& secret : {std::string(), std::string("helloworld"),
                                    std::string("密钥\0\xFF", 8), std::string(5'000, 's')}) {
    EXPECT_EQ(box.Open(box.Seal(secret, "12345678"), "12345678"), secret);
  }
}

TEST_F(SecretBoxTest, SealsTheSameSecretDifferentlyEachTime) {
  const auto box = SecretBox::FromFile(key_file_);
  const std::string first = box.Seal("helloworld", "app");
  EXPECT_NE(box.Seal("helloworld", "app"), first);
  EXPECT_EQ(first.size(), 2 * (12 + 16 + 10U));
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST_F(SecretBoxTest, RefusesAnotherContext) {
  const auto box = SecretBox::FromFile(key_file_);
  const std::string sealed = box.Seal("helloworld", "app-1");
  for (const auto context : {"app-2", "app-", "", "app-11"}) {
    EXPECT_THROW(static_cast<void>(box.Open(sealed, context)), std::runtime_error) << context;
  }
}

TEST_F(SecretBoxTest, RefusesWhatWasTamperedWith) {
  const auto box = SecretBox::FromFile(key_file_);
  const std::string sealed = box.Seal("helloworld", "app");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string tampered = sealed;
    tampered[i] = tampered[i] == '0' ? '1' : '0';
    EXPECT_THROW(static_cast<void>(box.Open(tampered, "app")), std::runtime_error) << i;
  }
  for (const std::string& wrong : {std::string(), sealed.substr(2), sealed.substr(0, 40),
                                   sealed + "00", sealed + "0", std::string(60, 'g')}) {
    EXPECT_THROW(static_cast<void>(box.Open(wrong, "app")), std::runtime_error) << wrong;
  }
}

TEST_F(SecretBoxTest, KeepsItsKeyInAFileForItsOwnerOnly) {
  SecretBox::FromFile(key_file_);
  struct stat status {};
  ASSERT_EQ(stat(key_file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  const std::string content = ContentOf(key_file_);
  EXPECT_EQ(content.size(), 65U);
  EXPECT_EQ(content.find_first_not_of("0123456789abcdef"), 64U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path()), {}), 1);
}

TEST_F(SecretBoxTest, ReadsTheSameKeyASecondTime) {
  const std::string sealed = SecretBox::FromFile(key_file_).Seal("helloworld", "app");
  EXPECT_EQ(SecretBox::FromFile(key_file_).Open(sealed, "app"), "helloworld");
}

TEST_F(SecretBoxTest, RefusesWhatAnotherKeySealed) {
  const std::string sealed = SecretBox::FromFile(key_file_).Seal("helloworld", "app");
  const auto other = SecretBox::FromFile(directory_.path() / "other.key");
  EXPECT_THROW(static_cast<void>(other.Open(sealed, "app")), std::runtime_error);
}

TEST_F(SecretBoxTest, RefusesAKeyFileThatIsNone) {
  for (const auto& content : {std::string(), std::string(63, 'a'), std::string(65, 'a'),
                              std::string(64, 'A'), std::string(64, 'x')}) {
    std::ofstream(key_file_, std::ios::trunc) << content;
    EXPECT_THROW(SecretBox::FromFile(key_file_), std::runtime_error) << content;
    EXPECT_EQ(ContentOf(key_file_), content);  // never overwritten: it may be all there is left
  }
}

}  // namespace
}  // namespace ebbtide::store
