#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/random.hpp"

namespace ebbtide {
namespace {

void Require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

// OpenSSL 3 looks an algorithm up anew at every one-shot call; these are looked up once.
const EVP_MD* Fetched(HashKind kind) {
  static EVP_MD* const md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  const EVP_MD* const algorithm = kind == HashKind::kMd5 ? md5 : sha256;
  Require(algorithm != nullptr, "digest algorithm is not available");
  return algorithm;
}

EVP_MAC* FetchedHmac() {
  static EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  Require(hmac != nullptr, "HMAC is not available");
  return hmac;
}

struct FreeHash {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeMac {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

/// A keyed context of this thread that can be used again: half of a short HMAC is preparing its
/// key.
class KeptMacs {
 public:
  using Mac = std::unique_ptr<EVP_MAC_CTX, FreeMac>;

  /// Nothing when there is none of that key.
  Mac Take(HashKind kind, std::string_view key) {
    const auto place = std::ranges::find_if(
        kept_, [&](const Kept& one) { return one.kind == kind && one.key == key; });
    if (place == kept_.end()) return nullptr;
    Mac mac = std::move(place->mac);
    kept_.erase(place);
    return mac;
  }

  void Keep(HashKind kind, std::string key, Mac mac) {
    if (kept_.size() == kCountMax) kept_.erase(kept_.begin());
    kept_.push_back({kind, std::move(key), std::move(mac)});
  }

 private:
  static constexpr std::size_t kCountMax = 16;
  struct Kept {
    HashKind kind;
    std::string key;
    Mac mac;
  };
  std::vector<Kept> kept_;  // the one that was used last at its end
};

KeptMacs& KeptMacsOfThread() {
  thread_local KeptMacs kept;
  return kept;
}

std::string HexOf(const unsigned char* bytes, std::size_t size) {
  return ToHex({reinterpret_cast<const char*>(bytes), size});
}

}  // namespace

struct Digest::State {
  std::unique_ptr<EVP_MD_CTX, FreeHash> hash;  // one of the two is set
  std::unique_ptr<EVP_MAC_CTX, FreeMac> mac;
  HashKind kind = HashKind::kSha256;
  std::string key;
};

Digest::Digest(std::unique_ptr<State> state) : state_(std::move(state)) {}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

Digest Digest::Of(HashKind kind) {
  auto state = std::make_unique<State>();
  state->hash.reset(EVP_MD_CTX_new());
  Require(EVP_DigestInit_ex2(state->hash.get(), Fetched(kind), nullptr) == 1, "digest init");
  return Digest(std::move(state));
}

Digest Digest::Keyed(HashKind kind, std::string_view key) {
  auto state = std::make_unique<State>();
  state->kind = kind;
  state->key = key;
  state->mac = KeptMacsOfThread().Take(kind, key);
  if (state->mac != nullptr) {
    Require(EVP_MAC_init(state->mac.get(), nullptr, 0, nullptr) == 1, "HMAC init");
    return Digest(std::move(state));
  }
  state->mac.reset(EVP_MAC_CTX_new(FetchedHmac()));
  std::string name = kind == HashKind::kMd5 ? "MD5" : "SHA256";
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
      OSSL_PARAM_construct_end()};
  // An empty key must still be a key: a null pointer means "keep the former one" to OpenSSL.
  const auto* const bytes = reinterpret_cast<const unsigned char*>(key.empty() ? "" : key.data());
  Require(EVP_MAC_init(state->mac.get(), bytes, key.size(), parameters.data()) == 1, "HMAC init");
  return Digest(std::move(state));
}

Digest& Digest::Add(std::string_view piece) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(piece.data());
  if (piece.empty()) return *this;
  Require(state_->hash ? EVP_DigestUpdate(state_->hash.get(), bytes, piece.size()) == 1
                       : EVP_MAC_update(state_->mac.get(), bytes, piece.size()) == 1,
          "digest update");
  return *this;
}

std::string Digest::Hex() && {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  if (state_->hash) {
    unsigned int size = 0;
    Require(EVP_DigestFinal_ex(state_->hash.get(), bytes.data(), &size) == 1, "digest end");
    return HexOf(bytes.data(), size);
  }
  std::size_t size = 0;
  Require(EVP_MAC_final(state_->mac.get(), bytes.data(), &size, bytes.size()) == 1, "HMAC end");
  KeptMacsOfThread().Keep(state_->kind, std::move(state_->key), std::move(state_->mac));
  return HexOf(bytes.data(), size);
}

std::string ToHex(std::string_view bytes) {
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kHexDigits[byte >> 4U];
    hex += kHexDigits[byte & 0xFU];
  }
  return hex;
}

std::string Sha256Hex(std::string_view text) {
  return std::move(Digest::Of(HashKind::kSha256).Add(text)).Hex();
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace ebbtide
