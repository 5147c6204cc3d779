#include "store/pictures.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/digest.hpp"

namespace ebbtide::store {
namespace {

namespace fs = std::filesystem;

struct Magic {
  std::string_view bytes;
  std::string_view type;
};
constexpr std::array kMagics{Magic{"\x89PNG\r\n\x1A\n", "image/png"},
                             Magic{"\xFF\xD8\xFF", "image/jpeg"}, Magic{"GIF87a", "image/gif"},
                             Magic{"GIF89a", "image/gif"}};

constexpr std::size_t kDigestSize = 64;

[[noreturn]] void Fail(const fs::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

/// An open file or folder.
class Handle {
 public:
  Handle(const fs::path& path, int flags)
      : path_(path), handle_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (handle_ < 0) Fail(path);
  }
  ~Handle() { close(handle_); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  void Write(std::string_view content) const {
    while (!content.empty()) {
      const auto written = write(handle_, content.data(), content.size());
      if (written < 0 && errno != EINTR) Fail(path_);
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void Sync() const {
    if (fsync(handle_) != 0) Fail(path_);
  }

 private:
  fs::path path_;
  int handle_;
};

}  // namespace

std::optional<std::string_view> PictureType(std::string_view content) {
  for (const auto& magic : kMagics) {
    if (content.starts_with(magic.bytes)) return magic.type;
  }
  return std::nullopt;
}

/// Two levels, so that no folder gets too full.
fs::path Pictures::FileOf(std::string_view digest) const {
  return folder_ / digest.substr(0, 2) / digest;
}

std::string Pictures::Put(std::string_view content) const {
  std::string digest = Sha256Hex(content);
  const fs::path file = FileOf(digest);
  if (fs::exists(file)) return digest;
  if (fs::create_directories(folder_)) fs::permissions(folder_, fs::perms::owner_all);
  fs::create_directories(file.parent_path());
  fs::path draft = file;
  draft += ".new." + std::to_string(getpid());
  {
    const Handle handle(draft, O_WRONLY | O_CREAT | O_TRUNC);
    handle.Write(content);
    handle.Sync();
  }
  fs::rename(draft, file);
  Handle(file.parent_path(), O_RDONLY | O_DIRECTORY).Sync();
  Handle(folder_, O_RDONLY | O_DIRECTORY).Sync();
  return digest;
}

std::optional<std::string> Pictures::Read(std::string_view digest) const {
  const bool hex = digest.size() == kDigestSize &&
                   digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  if (!hex) return std::nullopt;
  std::ifstream file(FileOf(digest), std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream content;
  content << file.rdbuf();
  return std::move(content).str();
}

}  // namespace ebbtide::store
