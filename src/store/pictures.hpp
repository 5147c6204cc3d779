#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ebbtide::store {

/// What a picture is by its first bytes: `image/png`, `image/jpeg`, `image/gif`; nothing for
/// anything else. What the sender calls it does not matter.
std::optional<std::string_view> PictureType(std::string_view content);

/// Evidence pictures: files under their SHA-256, so that the same picture is kept once. Thread
/// safe.
class Pictures {
 public:
  /// `folder` is made at the first picture.
  explicit Pictures(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Keeps `content` and gives its digest (64 hex digits); on disk when this returns. A picture
  /// that nothing refers to in the end, because the call was taken back, does no harm.
  std::string Put(std::string_view content) const;

  /// The content, or nothing where there is no such picture. A digest that is none finds nothing.
  [[nodiscard]] std::optional<std::string> Read(std::string_view digest) const;

 private:
  [[nodiscard]] std::filesystem::path FileOf(std::string_view digest) const;

  std::filesystem::path folder_;
};

}  // namespace ebbtide::store
