#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace ebbtide::store {

/// Seals app secrets for the disk: AES-256-GCM under the data directory's master key.
/// Immutable, so any thread may use it.
class SecretBox {
 public:
  /// Reads the key from `key_file`; makes the file, readable by its owner only, where there is
  /// none.
  static SecretBox FromFile(const std::filesystem::path& key_file);

  /// Hex of nonce, tag and cipher text; a new nonce each time. `context` must be given again to
  /// open it, so that a sealed secret cannot be moved to another app's row.
  [[nodiscard]] std::string Seal(std::string_view secret, std::string_view context) const;

  /// Throws when the text was not sealed under this key and context.
  [[nodiscard]] std::string Open(std::string_view sealed, std::string_view context) const;

  /// A key for the purpose that `label` names, always the same; tells nothing of the master key.
  [[nodiscard]] std::string KeyFor(std::string_view label) const;

 private:
  explicit SecretBox(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

}  // namespace ebbtide::store
