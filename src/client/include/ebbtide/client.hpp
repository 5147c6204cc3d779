#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ebbtide/batch.hpp>
#include <ebbtide/outcome.hpp>

#include "base/clock.hpp"
#include "contract/api.hpp"
#include "protocol/envelope.hpp"
#include "protocol/signature.hpp"
#include "schema/type.hpp"

/// The C++ SDK. A method is called with the structs of its contract header:
///
///     ebbtide::top::Client client{url, app_key, app_secret};
///     contract::refund_status_get::Request request;
///     request.query_param.biz_order_id = 123123123;
///     const auto response = client.Execute(contract::refund_status_get::kApi, request, session);
///     if (response) Show(response->result_package.result_list);
///     std::puts(response.Body().c_str());
namespace ebbtide::top {

using protocol::Format;
using protocol::SignMethod;

/// When a call is made again by itself, with a new timestamp and signature.
///
/// * Code 7 (flow control): after the seconds that the answer names. The server has not run it.
/// * No connection: after the pause. The server has not seen it.
/// * No answer, an HTTP status of 500 and above, `isp.*` other than those that TOP says are no use
/// to
///   repeat: after the pause, but only a call that may run twice. Those are reads
///   (`contract::Lane::kRead`), and writes whose caller says so: `CallSettings::idempotent`.
struct RetryPolicy {
  int attempts_max = 3;                            ///< the first one counts; 1 never repeats
  std::chrono::milliseconds first_pause{100};      ///< doubled each time
  std::chrono::milliseconds pause_max{2'000};      ///< where the doubling ends
  std::chrono::milliseconds flow_wait_max{5'000};  ///< code 7 with a longer wait is the answer
};

struct ClientOptions {
  Format format = Format::kJson;
  SignMethod sign_method = SignMethod::kHmacSha256;
  bool simplify = false;  ///< JSON only: answers come without root and list wrappers
  std::chrono::milliseconds connect_timeout{3'000};
  std::chrono::milliseconds timeout{15'000};  ///< of one attempt, sending and receiving
  RetryPolicy retries{};
  std::size_t idle_connections_max = 8;          ///< kept open for calls to come
  std::size_t answer_bytes_max = 64UL << 20U;    ///< a longer answer counts as none
  std::string ca_file{};                         ///< PEM; the system's authorities if empty
  std::size_t async_threads = 4;                 ///< started when first needed
  std::shared_ptr<const Clock> clock = nullptr;  ///< the system's if null
  /// Makes a pause; sleeps if null.
  std::function<void(std::chrono::milliseconds)> pause = nullptr;
};

/// What one call asks for beyond the client's options.
struct CallSettings {
  /// The call may run twice, since its key makes the second time the same as the first. So it is
  /// for every write of Ebbtide; of other servers, ask their documentation.
  bool idempotent = false;
};

/// A call of a method that has no contract header here.
struct UntypedRequest {
  struct File {
    std::string parameter;
    std::string content;
  };
  std::string method;
  std::vector<std::pair<std::string, std::string>> parameters{};
  std::vector<File> files{};
};

/// Calls a TOP gateway, in the name of one app, over connections that are kept open. All calls may
/// be made from any thread at the same time. Stays where it is made. What goes wrong with a call is
/// a value; only wrong use throws.
class Client {
 public:
  /// `url` is the gateway's: `http[s]://host[:port]/router/rest`; of an https server certificate
  /// and host name are verified. Throws `std::invalid_argument` when it is none, and
  /// `std::runtime_error` when `ca_file` cannot be read.
  Client(std::string_view url, std::string_view app_key, std::string_view app_secret,
         ClientOptions options = {});
  /// Waits for the calls of `ExecuteAsync`, those that a callback makes meanwhile too. Not to be
  /// run by a callback of its own.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Calls the method and waits for its answer. `session` is whose authorisation it needs, if any.
  /// What is absent or empty in the request is not sent; a `Bytes` member goes as a file.
  template <class Request, class Response>
  [[nodiscard]] Outcome<Response> Execute(const contract::Api<Request, Response>& api,
                                          const std::type_identity_t<Request>& request,
                                          std::string_view session = {},
                                          const CallSettings& settings = {}) const {
    Response response;
    Reply reply = Call({&api.info, &schema::kType<Request>, &request}, session, settings,
                       schema::kType<Response>, &response);
    return {std::move(reply), std::move(response)};
  }

  /// The same on a thread of the client's, of which there are `ClientOptions::async_threads`;
  /// `callback` is called there with what came of the call. It is called exactly once, whatever
  /// happens: after a timeout with the error, and if the client is destroyed meanwhile, before its
  /// destructor returns. While it runs that thread makes no other calls. It may call the client,
  /// and `ExecuteAsync` too, but must not wait for what that brings. It must not throw: an
  /// exception out of it ends the program, as one out of a thread does.
  ///
  /// `api` must outlive the call, as every `kApi` does. Throws `std::system_error`, and calls
  /// nothing back, when the system has no thread left to start.
  template <class Request, class Response, std::invocable<Outcome<Response>> Callback>
  void ExecuteAsync(const contract::Api<Request, Response>& api,
                    std::type_identity_t<Request> request, std::string session, Callback callback,
                    CallSettings settings = {}) const {
    // A task can be copied, which not every callback can.
    const auto shared = std::make_shared<Callback>(std::move(callback));
    Enqueue([this, &api, request = std::move(request), session = std::move(session), settings,
             shared]() noexcept {
      std::invoke(std::move(*shared), ExecuteOrSayWhy(api, request, session, settings));
    });
  }

  /// The same with a future instead of a callback.
  template <class Request, class Response>
  [[nodiscard]] std::future<Outcome<Response>> ExecuteAsync(
      const contract::Api<Request, Response>& api, std::type_identity_t<Request> request,
      std::string session = {}, CallSettings settings = {}) const {
    std::promise<Outcome<Response>> promise;
    auto outcome = promise.get_future();
    ExecuteAsync(
        api, std::move(request), std::move(session),
        [promise = std::move(promise)](Outcome<Response> come) mutable {
          promise.set_value(std::move(come));
        },
        settings);
    return outcome;
  }

  /// Sends all calls in one request, to `/router/batch` beside `/router/rest`. Made again only as a
  /// whole, as one call that is a read when all of it is: a single call that fails stays failed.
  /// Throws `std::invalid_argument` for an empty batch, and for a url without `/router/rest`.
  [[nodiscard]] BatchReply ExecuteBatch(const Batch& batch,
                                        const CallSettings& settings = {}) const;

  /// A call without types.
  [[nodiscard]] Reply Execute(const UntypedRequest& request, std::string_view session = {},
                              const CallSettings& settings = {}) const;

 private:
  struct State;
  struct TypedRequest {
    const contract::ApiInfo* api;
    const schema::Type* type;
    const void* request;
  };

  [[nodiscard]] Reply Call(const TypedRequest& request, std::string_view session,
                           const CallSettings& settings, const schema::Type& response_type,
                           void* response) const;
  /// Nothing catches what is thrown on another thread, such as by a clock or pause of the caller's.
  template <class Request, class Response>
  [[nodiscard]] Outcome<Response> ExecuteOrSayWhy(const contract::Api<Request, Response>& api,
                                                  const Request& request,
                                                  const std::string& session,
                                                  const CallSettings& settings) const {
    try {
      return Execute(api, request, session, settings);
    } catch (const std::exception& problem) {
      return {Reply({}, CallError{.kind = CallErrorKind::kNoAnswer, .message = problem.what()}),
              Response{}};
    }
  }
  void Enqueue(std::function<void()> task) const;

  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::top
