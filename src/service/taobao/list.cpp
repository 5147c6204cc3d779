#include "service/taobao/list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "contract/taobao/common.hpp"

namespace ebbtide::service::taobao {

store::Page PageOf(Maybe<schema::Number> page_no, Maybe<schema::Number> page_size,
                   Maybe<bool> use_has_next, store::Direction direction) {
  const auto size = page_size.value_or(contract::taobao::kPageSizeDefault);
  return {.direction = direction,
          .offset = (page_no.value_or(1) - 1) * size,
          .size = size,
          .count = !use_has_next.value_or(false)};
}

Result<store::Window> WindowOf(Maybe<Timestamp> from, Maybe<Timestamp> until,
                               std::string_view until_name) {
  if (from && until && *until < *from) {
    return InvalidArgument(until_name,
                           std::string(until_name) + " is before the start; give a later one");
  }
  if (until) until = store::EndOfSecond(*until);
  return store::Window{from, until};
}

bool IncludesOurTrades(const Maybe<std::string>& types) {
  if (!types) return true;
  return std::ranges::any_of(SplitCommaList(*types), [](std::string_view type) {
    return type == "fixed" || type == "guarantee_trade";
  });
}

std::optional<std::string> OneBuyer(std::initializer_list<Maybe<std::string>> names) {
  std::string buyer;
  for (const auto& name : names) {
    if (!name) continue;
    if (!buyer.empty() && buyer != *name) return std::nullopt;
    buyer = *name;
  }
  return buyer;
}

}  // namespace ebbtide::service::taobao
