#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "protocol/error_codes.hpp"
#include "service/context.hpp"
#include "store/store.hpp"
#include "store/write_lane.hpp"

namespace ebbtide::schema {
class Parameters;
}
namespace ebbtide::service {
struct Endpoint;
}

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
  /// What each I/O thread may use for answers that it keeps until what they show changes; 0: none.
  std::size_t kept_answers_bytes = std::size_t{16} << 20U;
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
  std::string_view authorization{};  ///< header of that name, which only `/token` reads
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
  std::string_view challenge{};        ///< header `WWW-Authenticate`; none if empty
  std::int64_t retry_after_seconds{};  ///< header `Retry-After`; none if 0
};

class CallCounts;
class FlowControl;
class KeptAnswers;
class Observer;

/// What the workers of one server share. Thread safe; must outlive them.
struct Shared {
  const Options& options;
  const Clock& clock;
  store::WriteLane& writes;
  Observer* observer = nullptr;  ///< nobody counts or writes down calls where there is none
  FlowControl* flow = nullptr;   ///< nothing is limited where there is none
};

struct BatchBody;
struct BatchSender;
struct Circumstances;
struct Flight;

/// The pipeline of one I/O thread, with that thread's own read connection. Not thread safe.
class Gateway {
 public:
  /// `listener` is told when writes have been answered on the lane's thread.
  Gateway(const Shared& shared, std::unique_ptr<store::Store> reader, std::uint64_t seed,
          std::shared_ptr<store::GroupListener> listener = nullptr);
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  /// Runs `handle`, in which calls are handled that have all come already: what they read is of one
  /// moment after that. It saves the store from going to the moment and back for each, and only
  /// here answers are kept and found.
  void Together(const std::function<void()>& handle);

  /// Answers one call: `done` is called exactly once, before `Handle` returns for reads and errors,
  /// later and on the write lane's thread for writes. Never throws; broken machinery is logged with
  /// its request id and answered `isp.*`.
  void Handle(const Call& call, std::function<void(Reply)> done);

  /// The same for a batch (top-protocol section 9): each of its calls is answered as if it had come
  /// alone, in the batch's format, and one that fails harms no other. Its reads run first, so they
  /// see the state before its writes, which share a commit where they can. What is wrong with the
  /// batch itself is answered with a single error document.
  void HandleBatch(const Call& call, std::function<void(Reply)> done);

  /// Answers `/authorize` and `/token` (top-protocol section 11) as `Handle` answers a call: once,
  /// at once or on the write lane's thread. Such answers must not be kept by any cache.
  void HandleOAuth(std::string_view path, const Call& call, std::function<void(WebReply)> done);

  /// The answer to a request whose body is larger than `limit_bytes`, which was not read; in the
  /// format that its `query` asks for, where that is the place for it.
  Reply BodyTooLarge(std::string_view query, std::size_t limit_bytes);

  /// The picture behind an address that an answer gave out; `target` is its path and query. Nothing
  /// when it was not given out here or is no longer good.
  std::optional<Reply> Picture(std::string_view target);

  /// Whether the store can be read.
  bool IsReady();

 private:
  [[nodiscard]] std::shared_ptr<Flight> NewFlight(std::function<void(Reply)> done);
  [[nodiscard]] Circumstances CircumstancesOf(const Call& call);
  /// False when the call has been answered: something is wrong with it, or its answer was kept.
  bool Board(const service::Endpoint& endpoint, const store::App& app,
             const schema::Parameters& parameters, const Circumstances& circumstances,
             Flight& flight);
  bool AnswerFromKept(const schema::Parameters& parameters, Flight& flight);
  void RunRead(Flight& flight);
  void SubmitWrites(std::span<const std::shared_ptr<Flight>> boarded);
  void RunBatch(const BatchBody& batch, std::string_view separator, const BatchSender& sender,
                const Flight& envelope);
  /// As `Board`.
  bool BoardBatchCall(std::string_view call, const BatchSender& sender, Flight& flight);

  const Shared shared_;
  std::unique_ptr<store::Store> reader_;
  std::unique_ptr<KeptAnswers> kept_;
  SeededRandom random_;
  CallCounts* counts_;  ///< nullptr where nobody observes
  std::shared_ptr<store::GroupListener> listener_;
};

}  // namespace ebbtide::gateway
