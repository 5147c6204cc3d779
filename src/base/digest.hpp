#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide {

enum class HashKind { kMd5, kSha256 };

/// A digest as it is, without memory of its own.
class DigestBytes {
 public:
  static constexpr std::size_t kSizeMax = 64;

  /// From hex digits in either case; nothing when they are none, or of no digest.
  static std::optional<DigestBytes> FromHex(std::string_view hex);

  [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  friend class Digest;
  std::array<char, kSizeMax> bytes_{};
  std::size_t size_ = 0;
};

/// A digest in the making: feed it pieces, then take the digest once. Not thread safe.
class Digest {
 public:
  /// A plain hash.
  static Digest Of(HashKind kind);
  /// HMAC (RFC 2104) with `key`.
  static Digest Keyed(HashKind kind, std::string_view key);

  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  Digest& Add(std::string_view piece);
  /// Nothing may be added afterwards.
  DigestBytes Bytes() &&;
  /// The same in lower-case hex.
  std::string Hex() &&;

 private:
  struct State;
  explicit Digest(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Two lower-case hex digits a byte.
std::string ToHex(std::string_view bytes);

/// SHA-256 of one text, in lower-case hex.
std::string Sha256Hex(std::string_view text);

/// Whether two texts are the same, in a time that tells nothing of where they differ.
bool EqualInConstantTime(std::string_view a, std::string_view b);

}  // namespace ebbtide
