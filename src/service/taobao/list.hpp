#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "schema/type.hpp"
#include "store/page.hpp"

/// What Taobao's lists have in common.
namespace ebbtide::service::taobao {

using schema::Maybe;

/// The page that the caller asks for. Whoever wants `has_next` saves the store the counting.
store::Page PageOf(Maybe<schema::Number> page_no, Maybe<schema::Number> page_size,
                   Maybe<bool> use_has_next, store::Direction direction);

/// From `from` on, up to and with the second of `until`, whose parameter is `until_name`: 41 when
/// that comes first.
Result<store::Window> WindowOf(Maybe<Timestamp> from, Maybe<Timestamp> until,
                               std::string_view until_name);

/// Whether trades as they are here, all `fixed`, are among the types of a comma list.
bool IncludesOurTrades(const Maybe<std::string>& types);

/// The one buyer that several parameters name, "" where none does; nothing where they contradict
/// each other. A buyer's nick, open uid and ouid are the same here.
std::optional<std::string> OneBuyer(std::initializer_list<Maybe<std::string>> names);

/// Says how much there is, in the way that the caller wants.
template <class T, class Response>
void TellSize(const store::Listed<T>& listed, Maybe<bool> use_has_next, Response& response) {
  if (use_has_next.value_or(false)) {
    response.has_next = listed.has_next;
  } else {
    response.total_results = listed.total;
  }
}

}  // namespace ebbtide::service::taobao
