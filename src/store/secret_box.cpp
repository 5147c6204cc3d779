#include "store/secret_box.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "base/digest.hpp"

namespace ebbtide::store {
namespace {

constexpr int kKeyBytes = 32;
constexpr int kNonceBytes = 12;
constexpr int kTagBytes = 16;

void Require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("sealing secrets: ") + what);
}

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string RandomBytes(int count) {
  std::string bytes(static_cast<std::size_t>(count), '\0');
  Require(RAND_bytes(Bytes(bytes), count) == 1, "no randomness");
  return bytes;
}

std::string FromHex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(std::stoi(std::string(hex.substr(2 * i, 2)), nullptr, 16));
  }
  return bytes;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

/// Written whole under another name and linked into place, so that two processes that start
/// together agree on one key and a crash leaves none that is cut off.
void MakeKeyFile(const std::filesystem::path& key_file) {
  std::string draft = key_file.string() + ".XXXXXX";
  const int file = mkostemp(draft.data(), O_CLOEXEC);  // readable by its owner only
  if (file < 0) throw std::system_error(errno, std::generic_category(), draft);
  const std::string hex = ToHex(RandomBytes(kKeyBytes)) + "\n";
  const bool written =
      write(file, hex.data(), hex.size()) == static_cast<ssize_t>(hex.size()) && fsync(file) == 0;
  const bool linked = written && (link(draft.c_str(), key_file.c_str()) == 0 || errno == EEXIST);
  const int problem = errno;
  close(file);
  unlink(draft.c_str());
  if (!linked) throw std::system_error(problem, std::generic_category(), key_file.string());
}

}  // namespace

SecretBox SecretBox::FromFile(const std::filesystem::path& key_file) {
  if (!std::filesystem::exists(key_file)) MakeKeyFile(key_file);
  std::ifstream file(key_file);
  std::string hex;
  file >> hex;
  const bool well_formed = hex.size() == std::size_t{2} * kKeyBytes &&
                           hex.find_first_not_of("0123456789abcdef") == std::string::npos;
  Require(well_formed, (key_file.string() + " does not hold 64 hex digits").c_str());
  return SecretBox(FromHex(hex));
}

std::string SecretBox::Seal(std::string_view secret, std::string_view context) const {
  const std::string nonce = RandomBytes(kNonceBytes);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  std::string sealed(secret.size(), '\0');
  std::string tag(kTagBytes, '\0');
  int size = 0;
  Require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_),
                             Bytes(std::string_view(nonce))) == 1 &&
              EVP_EncryptUpdate(cipher.get(), nullptr, &size, Bytes(context),
                                static_cast<int>(context.size())) == 1 &&
              EVP_EncryptUpdate(cipher.get(), Bytes(sealed), &size, Bytes(secret),
                                static_cast<int>(secret.size())) == 1 &&
              EVP_EncryptFinal_ex(cipher.get(), Bytes(sealed) + size, &size) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) == 1,
          "encryption failed");
  return ToHex(nonce + tag + sealed);
}

std::string SecretBox::Open(std::string_view sealed_hex, std::string_view context) const {
  Require(sealed_hex.size() % 2 == 0 &&
              sealed_hex.find_first_not_of("0123456789abcdef") == std::string_view::npos,
          "the sealed text is no hex");
  std::string all = FromHex(sealed_hex);
  Require(all.size() >= std::size_t{kNonceBytes} + kTagBytes, "the sealed text is cut off");
  const std::string nonce = all.substr(0, kNonceBytes);
  std::string tag = all.substr(kNonceBytes, kTagBytes);
  const std::string sealed = all.substr(kNonceBytes + kTagBytes);
  std::string secret(sealed.size(), '\0');
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  Require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key_),
                             Bytes(std::string_view(nonce))) == 1 &&
              EVP_DecryptUpdate(cipher.get(), nullptr, &size, Bytes(context),
                                static_cast<int>(context.size())) == 1 &&
              EVP_DecryptUpdate(cipher.get(), Bytes(secret), &size, Bytes(std::string_view(sealed)),
                                static_cast<int>(sealed.size())) == 1 &&
              EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) == 1 &&
              EVP_DecryptFinal_ex(cipher.get(), Bytes(secret) + size, &size) == 1,
          "a secret was not sealed with this data directory's master.key");
  return secret;
}

std::string SecretBox::KeyFor(std::string_view label) const {
  return std::move(Digest::Keyed(HashKind::kSha256, key_).Add(label)).Hex();
}

}  // namespace ebbtide::store
