#include "gateway/gzip.hpp"

#include <limits>
#include <utility>

#include <zlib.h>

namespace ebbtide::gateway {
namespace {

/// What fits into one packet anyway gains nothing.
constexpr std::size_t kWorthBytes = 512;

constexpr int kGzipWindowBits = 15 + 16;  // 16 asks zlib for gzip's header instead of its own
constexpr int kMemoryLevel = 8;           // zlib's default

void Compress(Reply& reply) {
  if (reply.body.size() < kWorthBytes) return;
  auto compressed = Gzip(reply.body);
  if (!compressed) return;
  reply.body = *std::move(compressed);
  reply.content_encoding = "gzip";
}

}  // namespace

std::optional<std::string> Gzip(std::string_view text) {
  if (text.size() > std::numeric_limits<uInt>::max()) return std::nullopt;
  z_stream stream{};
  // The fastest level: half of an answer's bytes are its tags, which any level finds.
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string out(deflateBound(&stream, text.size()), '\0');
  // zlib reads its input through a pointer that is not const, and leaves it alone.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool ended = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (!ended) return std::nullopt;
  return out;
}

std::function<void(Reply)> InEncodingOf(const Call& call, std::function<void(Reply)> done) {
  if (!call.accepts_gzip) return done;
  return [done = std::move(done)](Reply reply) {
    Compress(reply);
    done(std::move(reply));
  };
}

}  // namespace ebbtide::gateway
