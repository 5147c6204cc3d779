#include "gateway/kept_answers.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace ebbtide::gateway {
namespace {

/// Who calls is known by now, and when and how it was signed makes no difference to the answer. A
/// name that is missing here only keeps answers apart. Methods read nothing but parameters.
bool IsOfEnvelope(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames{"method",    "app_key",     "session",
                                                   "timestamp", "format",      "v",
                                                   "sign",      "sign_method", "simplify"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Behind its length, so that no two lists of texts come to the same.
void Append(std::string_view text, std::string& name) {
  const std::size_t size = text.size();
  std::array<char, sizeof size> bytes;
  std::memcpy(bytes.data(), &size, sizeof size);
  name.append(bytes.data(), bytes.size()).append(text);
}

}  // namespace

std::string KeptAnswers::NameOf(const service::Endpoint& endpoint, const service::Caller& caller,
                                const protocol::Style& style,
                                const schema::Parameters& parameters) {
  constexpr std::size_t kTypicalBytes = 192;
  std::string name;
  name.reserve(kTypicalBytes);
  name += style.format == protocol::Format::kJson ? 'j' : 'x';
  name += style.simplify ? 's' : '-';
  Append(endpoint.api->name, name);
  Append(caller.app_key, name);
  Append(std::to_string(caller.user.value), name);
  for (const auto& [parameter, value] : parameters.sorted()) {
    if (IsOfEnvelope(parameter)) continue;
    Append(parameter, name);
    Append(value, name);
  }
  return name;
}

std::optional<std::string> KeptAnswers::Find(std::string_view name, const store::Changes& changes,
                                             std::string_view request_id) {
  const auto found = kept_.find(name);
  if (found == kept_.end()) return std::nullopt;
  auto& answer = found->second;
  // What is out of date stays, and the next answer takes its place.
  if (!changes.AreUnchanged(answer.numbers, answer.mark)) return std::nullopt;
  answer.mark = changes.Now().value();
  answer.is_asked_again = true;
  std::string body = answer.body;
  body.replace(answer.request_id_at, request_id.size(), request_id);
  return body;
}

void KeptAnswers::Keep(std::string name, std::string_view body, std::string_view request_id,
                       std::vector<std::int64_t> numbers, store::Mark mark) {
  const auto at = body.rfind(request_id);
  if (at == std::string_view::npos) throw std::logic_error("an answer without its request id");
  Answer answer{std::string(body), at, std::move(numbers), mark};
  const auto [place, is_new] = kept_.try_emplace(std::move(name));
  if (is_new) {
    turns_.push_back(&*place);
  } else {
    bytes_ -= BytesOf(*place);
  }
  place->second = std::move(answer);
  bytes_ += BytesOf(*place);
  MakeRoom();
}

void KeptAnswers::MakeRoom() {
  while (bytes_ > bytes_max_ && !turns_.empty()) {
    auto* const next = turns_.front();
    turns_.pop_front();
    if (std::exchange(next->second.is_asked_again, false)) {
      turns_.push_back(next);
    } else {
      bytes_ -= BytesOf(*next);
      kept_.erase(kept_.find(next->first));
    }
  }
}

std::size_t KeptAnswers::BytesOf(const Kept::value_type& kept) {
  constexpr std::size_t kOfNodeAndTurn = 64;
  const auto& [name, answer] = kept;
  return kOfNodeAndTurn + sizeof(kept) + name.capacity() + answer.body.capacity() +
         answer.numbers.capacity() * sizeof(std::int64_t);
}

}  // namespace ebbtide::gateway
