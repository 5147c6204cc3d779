#pragma once

#include <atomic>
#include <cstdint>

/// Internal to this folder.
namespace ebbtide::server {

/// Written by one thread, which needs no lock for it, and read by any.
class Count {
 public:
  void Add(std::uint64_t by = 1) {
    value_.store(value_.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// What happens on one I/O thread's connections.
struct ConnectionCounts {
  Count opened;
  Count closed;
  Count requests;  ///< that were whole and HTTP
  Count bytes_received;
  Count bytes_sent;
  Count malformed;          ///< 400
  Count slow;               ///< 408
  Count long_heads;         ///< 431
  Count large_bodies;       ///< TOP's error document
  Count failed_handshakes;  ///< TLS
};

}  // namespace ebbtide::server
