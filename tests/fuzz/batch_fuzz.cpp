#include "fuzz/fuzz.hpp"
#include "gateway/batch.hpp"

/// A line `SEPARATOR QUERY`, an empty separator meaning the usual one, and a batch's body. Holds
/// true: the parts joined are the body again, and no part holds a separator; a call's parameters
/// win over the common ones, and those over the query's; answers come once, in the order of the
/// calls, whichever ends first.
namespace ebbtide::fuzz {
namespace {

using gateway::BatchBody;
using schema::Parameters;

/// The last that was said of each name.
Parameters InOrder(std::initializer_list<std::string_view> forms) {
  Parameters all;
  for (const auto form : forms) {
    Parameters one;
    Require(one.AddUrlEncoded(form).has_value(), "a part can be read alone", form);
    for (const auto& [name, value] : one.sorted()) {
      Require(all.Add(name, value).has_value(), "a part can be added", form);
    }
  }
  return all;
}

void CheckCall(std::string_view query, std::string_view common, std::string_view call) {
  Parameters of_query;
  const auto query_read = of_query.AddUrlEncoded(query);
  if (!query_read) return RequireArgumentError(query_read.error());
  const auto shared = gateway::SharedOfBatch(of_query, common);
  if (!shared) return RequireArgumentError(shared.error());
  const auto parameters = gateway::ParametersOfCall(*shared, call);
  if (!parameters) return RequireArgumentError(parameters.error());
  RequireSound(*parameters);
  const auto own = call == "N" ? std::string_view{} : call;
  Require(Same(*parameters, InOrder({query, common, own})), "the nearest parameter wins", call);
}

std::string Joined(const BatchBody& batch, bool has_common, std::string_view separator) {
  std::string joined;
  if (has_common) {
    joined.append("#PUBLIC#").append(batch.common);
    if (!batch.calls.empty()) joined.append(separator);
  }
  for (std::size_t i = 0; i < batch.calls.size(); ++i) {
    joined.append(i == 0 ? std::string_view{} : separator).append(batch.calls[i]);
  }
  return joined;
}

void CheckAnswers(const BatchBody& batch, std::string_view separator) {
  if (batch.calls.empty()) return;
  std::string wanted;
  int times = 0;
  std::string answer;
  gateway::BatchAnswer answers(batch.calls.size(), separator, "text/xml",
                               [&](gateway::Reply reply) {
                                 ++times;
                                 answer = std::move(reply.body);
                               });
  for (std::size_t i = batch.calls.size(); i-- > 0;) {
    Require(times == 0, "the answer waits for all calls");
    answers.Put(i, std::string(batch.calls[i]));
  }
  Require(times == 1, "the answer comes once");
  Require(answer == Joined({.common = {}, .calls = batch.calls}, false, separator),
          "answers are in the order of the calls", answer);
}

void Check(std::string_view text) {
  auto words = Take(text, '\n');
  auto separator = Take(words, ' ');
  if (separator.empty()) separator = gateway::kBatchSeparator;
  const auto batch = gateway::SplitBatch(text, separator);
  Require(batch.calls.size() <= gateway::kBatchCallsMax + 1, "no more is split than is needed");
  const bool has_common = text.starts_with("#PUBLIC#");
  const std::string joined = Joined(batch, has_common, separator);
  const bool whole = batch.calls.size() <= gateway::kBatchCallsMax;
  Require(whole ? joined == text : text.starts_with(joined), "the parts are the body", joined);
  for (const auto call : batch.calls) {
    Require(call.find(separator) == std::string_view::npos, "a call holds no separator", call);
    CheckCall(words, batch.common, call);
  }
  CheckAnswers(batch, separator);
}

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz::Check(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
