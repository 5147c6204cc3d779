#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ebbtide {

/// Appends many small pieces to a string. The string is longer than what has been written until the
/// sink ends, so that a piece costs a comparison and its copy.
class Sink {
 public:
  explicit Sink(std::string& out) : out_(out) { Room(out.size()); }
  ~Sink() { out_.resize(Size()); }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  Sink& Put(char c) {
    *Room(1) = c;
    return *this;
  }
  Sink& Put(std::string_view text) {
    Copy(text, Room(text.size()));
    return *this;
  }
  /// `text` with `before` and `after` around it.
  Sink& Put(std::string_view before, std::string_view text, std::string_view after) {
    char* const room = Room(before.size() + text.size() + after.size());
    Copy(after, Copy(text, Copy(before, room)));
    return *this;
  }
  /// In decimal.
  Sink& Put(std::int64_t number);

 private:
  static char* Copy(std::string_view text, char* to) {
    return std::copy_n(text.data(), text.size(), to);
  }

  [[nodiscard]] std::size_t Size() const {
    return next_ == nullptr ? 0 : static_cast<std::size_t>(next_ - out_.data());
  }

  char* Room(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - next_) < bytes) Grow(bytes);
    char* const room = next_;
    next_ += bytes;
    return room;
  }

  void Grow(std::size_t bytes);

  std::string& out_;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace ebbtide
