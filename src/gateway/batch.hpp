#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "gateway/gateway.hpp"
#include "schema/form.hpp"

/// `/router/batch` (top-protocol section 9): many calls in one body, under one signature.
namespace ebbtide::gateway {

/// What stands between calls where the client names nothing else, and between their answers.
inline constexpr std::string_view kBatchSeparator = "\r\n-S-\r\n";
/// So many calls may be in one batch.
inline constexpr std::size_t kBatchCallsMax = 20;

/// A batch's body in its parts. The views point into the body.
struct BatchBody {
  std::string_view common;              ///< urlencoded parameters of every call
  std::vector<std::string_view> calls;  ///< urlencoded parameters of each, or `N` for none
};

/// Takes a body apart. Stops after one call more than there may be.
BatchBody SplitBatch(std::string_view body, std::string_view separator);

/// What is the same in the parameters of every call: the query's and then the common ones, of which
/// the later one wins. `query` must outlive it.
Result<schema::Parameters> SharedOfBatch(const schema::Parameters& query, std::string_view common);

/// The parameters of one call: the shared ones, which must outlive them, and then its own.
Result<schema::Parameters> ParametersOfCall(const schema::Parameters& shared,
                                            std::string_view call);

/// Where the answers to the calls of one batch come together. Thread safe.
class BatchAnswer {
 public:
  BatchAnswer(std::size_t calls, std::string_view separator, std::string_view content_type,
              std::function<void(Reply)> done);

  /// The answer to the call at `index`; once for each. The last one to come sends all.
  void Put(std::size_t index, std::string body);

 private:
  std::vector<std::string> bodies_;
  std::string separator_;
  std::string_view content_type_;
  std::function<void(Reply)> done_;
  std::atomic<std::size_t> missing_;
};

}  // namespace ebbtide::gateway
