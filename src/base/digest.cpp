#include "base/digest.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/random.hpp"
#include "base/text.hpp"

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

struct KeyedMac {
  HashKind kind = HashKind::kSha256;
  std::string key;
  std::unique_ptr<EVP_MAC_CTX, FreeMac> mac;
};

/// The contexts of this thread that can be used again, the one that was used last at the end: half
/// of a short HMAC is preparing its key.
std::vector<KeyedMac>& KeptMacs() {
  thread_local std::vector<KeyedMac> kept;
  return kept;
}

/// One of that key, or one without context.
KeyedMac TakeKept(HashKind kind, std::string_view key) {
  auto& kept = KeptMacs();
  const auto place = std::ranges::find_if(
      kept, [&](const KeyedMac& one) { return one.kind == kind && one.key == key; });
  if (place == kept.end()) return {.kind = kind, .key = std::string(key), .mac = nullptr};
  KeyedMac taken = std::move(*place);
  kept.erase(place);
  return taken;
}

void Keep(KeyedMac used) {
  constexpr std::size_t kCountMax = 16;
  auto& kept = KeptMacs();
  if (kept.size() == kCountMax) kept.erase(kept.begin());
  kept.push_back(std::move(used));
}

}  // namespace

static_assert(DigestBytes::kSizeMax >= EVP_MAX_MD_SIZE);

struct Digest::State {
  std::unique_ptr<EVP_MD_CTX, FreeHash> hash;  // one of the two is set
  KeyedMac keyed;
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
  state->keyed = TakeKept(kind, key);
  auto& mac = state->keyed.mac;
  if (mac != nullptr) {
    Require(EVP_MAC_init(mac.get(), nullptr, 0, nullptr) == 1, "HMAC init");
    return Digest(std::move(state));
  }
  mac.reset(EVP_MAC_CTX_new(FetchedHmac()));
  std::string name = kind == HashKind::kMd5 ? "MD5" : "SHA256";
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
      OSSL_PARAM_construct_end()};
  // An empty key must still be a key: a null pointer means "keep the former one" to OpenSSL.
  const auto* const bytes = reinterpret_cast<const unsigned char*>(key.empty() ? "" : key.data());
  Require(EVP_MAC_init(mac.get(), bytes, key.size(), parameters.data()) == 1, "HMAC init");
  return Digest(std::move(state));
}

Digest& Digest::Add(std::string_view piece) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(piece.data());
  if (piece.empty()) return *this;
  Require(state_->hash ? EVP_DigestUpdate(state_->hash.get(), bytes, piece.size()) == 1
                       : EVP_MAC_update(state_->keyed.mac.get(), bytes, piece.size()) == 1,
          "digest update");
  return *this;
}

std::optional<DigestBytes> DigestBytes::FromHex(std::string_view hex) {
  static constexpr std::uint8_t kNoDigit = 0xFF;
  static constexpr auto kValues = [] {
    std::array<std::uint8_t, 256> values{};
    for (std::size_t c = 0; c < values.size(); ++c) {
      const int value = HexValue(static_cast<char>(c));
      values[c] = value < 0 ? kNoDigit : static_cast<std::uint8_t>(value);
    }
    return values;
  }();
  if (hex.size() % 2 != 0 || hex.size() > 2 * kSizeMax) return std::nullopt;
  const auto value_at = [&](std::size_t i) { return kValues[static_cast<unsigned char>(hex[i])]; };
  DigestBytes digest;
  digest.size_ = hex.size() / 2;
  unsigned all = 0;
  for (std::size_t i = 0; i < digest.size_; ++i) {
    const unsigned high = value_at(2 * i);
    const unsigned low = value_at(2 * i + 1);
    all |= high | low;
    digest.bytes_[i] = static_cast<char>(high * 16 + low);
  }
  if (all == kNoDigit) return std::nullopt;
  return digest;
}

DigestBytes Digest::Bytes() && {
  DigestBytes digest;
  auto* const bytes = reinterpret_cast<unsigned char*>(digest.bytes_.data());
  if (state_->hash) {
    unsigned int size = 0;
    Require(EVP_DigestFinal_ex(state_->hash.get(), bytes, &size) == 1, "digest end");
    digest.size_ = size;
    return digest;
  }
  Require(EVP_MAC_final(state_->keyed.mac.get(), bytes, &digest.size_, digest.bytes_.size()) == 1,
          "HMAC end");
  Keep(std::move(state_->keyed));
  return digest;
}

std::string Digest::Hex() && { return ToHex(std::move(*this).Bytes().view()); }

std::string ToHex(std::string_view bytes) {
  std::string hex(2 * bytes.size(), '\0');
  char* to = hex.data();
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    *to++ = kHexDigits[byte >> 4U];
    *to++ = kHexDigits[byte & 0xFU];
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
