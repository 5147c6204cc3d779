#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ebbtide/outcome.hpp>

#include "contract/api.hpp"
#include "schema/type.hpp"

namespace ebbtide::top {

/// Where in a batch a call stands, and what answers it.
template <class Response>
struct BatchSlot {
  std::size_t index = 0;
};

/// Calls that are sent together; of any methods and any sessions. Ebbtide takes 20 at most.
class Batch {
 public:
  /// Throws `std::invalid_argument` when the request holds a file: a batch has no place for one.
  template <class Request, class Response>
  BatchSlot<Response> Add(const contract::Api<Request, Response>& api,
                          const std::type_identity_t<Request>& request,
                          std::string_view session = {}) {
    AddPart(api.info, schema::kType<Request>, &request, session);
    return {parts_.size() - 1};
  }

  [[nodiscard]] std::size_t size() const { return parts_.size(); }

 private:
  friend class Client;
  friend class BatchReply;
  struct Part {
    std::string method;
    std::string text;  ///< urlencoded
    bool is_read = false;
  };

  void AddPart(const contract::ApiInfo& api, const schema::Type& type, const void* request,
               std::string_view session);
  [[nodiscard]] std::string ToBody(std::string_view separator) const;

  std::vector<Part> parts_;
};

/// The answers to a batch. Each call succeeds or fails by itself.
class BatchReply {
 public:
  /// What came of that call; when the batch as a whole failed, that failure.
  template <class Response>
  [[nodiscard]] Outcome<Response> operator[](BatchSlot<Response> slot) const {
    Response response;
    Reply reply = Read(slot.index, schema::kType<Response>, &response);
    return {std::move(reply), std::move(response)};
  }

  /// Why no call has an answer; nothing when each has.
  [[nodiscard]] const std::optional<CallError>& error() const { return error_; }

 private:
  friend class Client;
  struct Piece {
    std::string method;
    std::string body;
  };

  /// Takes the answer apart; the reply says whether there is a piece for each call.
  Reply Split(const Batch& batch, std::string body, std::string_view separator);
  [[nodiscard]] Reply Read(std::size_t index, const schema::Type& type, void* response) const;

  std::vector<Piece> pieces_;
  std::optional<CallError> error_;
};

}  // namespace ebbtide::top
