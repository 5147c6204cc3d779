#include "gateway/batch.hpp"

#include <utility>

namespace ebbtide::gateway {
namespace {

constexpr std::string_view kCommonMark = "#PUBLIC#";
constexpr std::string_view kNoParameters = "N";

/// Cuts off what stands before the next separator.
std::string_view Next(std::string_view& rest, std::string_view separator, bool& more) {
  const auto end = rest.find(separator);
  const auto part = rest.substr(0, end);
  more = end != std::string_view::npos;
  rest = more ? rest.substr(end + separator.size()) : std::string_view{};
  return part;
}

}  // namespace

BatchBody SplitBatch(std::string_view body, std::string_view separator) {
  BatchBody batch;
  bool more = !body.empty();
  if (body.starts_with(kCommonMark)) {
    // The mark goes first: a separator may be part of it.
    body.remove_prefix(kCommonMark.size());
    batch.common = Next(body, separator, more);
  }
  while (more && batch.calls.size() <= kBatchCallsMax) {
    batch.calls.push_back(Next(body, separator, more));
  }
  return batch;
}

Result<schema::Parameters> SharedOfBatch(const schema::Parameters& query, std::string_view common) {
  auto shared = schema::Parameters::Over(query);
  RETURN_IF_ERROR(shared.AddUrlEncoded(common));
  return shared;
}

Result<schema::Parameters> ParametersOfCall(const schema::Parameters& shared,
                                            std::string_view call) {
  auto parameters = schema::Parameters::Over(shared);
  if (call != kNoParameters) RETURN_IF_ERROR(parameters.AddUrlEncoded(call));
  return parameters;
}

BatchAnswer::BatchAnswer(std::size_t calls, std::string_view separator,
                         std::string_view content_type, std::function<void(Reply)> done)
    : bodies_(calls),
      separator_(separator),
      content_type_(content_type),
      done_(std::move(done)),
      missing_(calls) {}

void BatchAnswer::Put(std::size_t index, std::string body) {
  bodies_[index] = std::move(body);
  if (missing_.fetch_sub(1) != 1) return;
  std::string all = std::move(bodies_.front());
  for (std::size_t i = 1; i < bodies_.size(); ++i) all.append(separator_).append(bodies_[i]);
  done_({std::move(all), content_type_});
}

}  // namespace ebbtide::gateway
