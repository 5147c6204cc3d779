#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "protocol/error_codes.hpp"
#include "service/context.hpp"
#include "store/store.hpp"
#include "store/write_lane.hpp"

/// The pipeline without sockets: identify, verify, authorise, decode, run, encode.
namespace ebbtide::gateway {

struct Options {
  /// How far a caller's timestamp may be from ours (top-protocol section 2: ten minutes).
  std::int64_t timestamp_tolerance_ms = 600'000;
  /// Of business errors: 50 as in the seeds, or 15 as in live traffic.
  protocol::Code refused_code = protocol::Code::kRemoteService;
  /// Names this machine in answers; SDKs only show it.
  std::string host_label = "top-ebbtide";
  service::Policy policy;
};

/// One HTTP request, as far as TOP cares. The views must stay good until `Handle` has returned.
struct Call {
  std::string_view http_method;  ///< GET or POST; anything else is answered with code 9
  std::string_view query;        ///< still encoded
  std::string_view content_type;
  std::string_view body;
  std::string_view remote_address{};   ///< of the client, without its port
  std::string_view batch_separator{};  ///< header `top-api-separator`; none if empty
  bool accepts_gzip = false;
};

/// An answer; its HTTP status is always 200.
struct Reply {
  std::string body;
  std::string_view content_type;
  std::string_view content_encoding{};  ///< none if empty
};

/// An answer of the OAuth endpoints, which are not TOP (top-protocol section 11).
struct WebReply {
  unsigned status = 200;
  std::string location;  ///< of a redirect; none if empty
  std::string_view content_type;
  std::string body;
};

/// What the workers of one server share. Thread safe; must outlive them.
struct Shared {
  const Options& options;
  const Clock& clock;
  store::WriteLane& writes;
};

/// The pipeline of one I/O thread, with that thread's own read connection. Not thread safe.
class Gateway {
 public:
  Gateway(const Shared& shared, std::unique_ptr<store::Store> reader, std::uint64_t seed);

  /// Answers one call: `done` is called exactly once, before `Handle` returns for reads and errors,
  /// later and on the write lane's thread for writes. Never throws; broken machinery is logged with
  /// its request id and answered `isp.*`.
  void Handle(const Call& call, std::function<void(Reply)> done);

  /// The answer to a request whose body is larger than `limit_bytes`, which was not read; in the
  /// format that its `query` asks for, where that is the place for it.
  Reply BodyTooLarge(std::string_view query, std::size_t limit_bytes);

  /// The picture behind an address that an answer gave out; `target` is its path and query. Nothing
  /// when it was not given out here or is no longer good.
  std::optional<Reply> Picture(std::string_view target);

  /// Whether the store can be read.
  bool IsReady();

 private:
  const Shared shared_;
  std::unique_ptr<store::Store> reader_;
  SeededRandom random_;
};

}  // namespace ebbtide::gateway
