#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "contract/wdk/common.hpp"
#include "service/wdk/common.hpp"
#include "store/page.hpp"

/// What alibaba.wdk.order.list and .order.refund.list ask in the same fields.
namespace ebbtide::service::wdk {

inline constexpr std::int64_t kNoMorePages = -1;

/// A list's question to the store.
template <class Filter>
struct Question {
  Filter filter;
  store::Page page;
  std::int64_t page_index = 0;
  /// No row can pass: what narrows the list contradicts itself.
  bool nothing = false;
};

/// Hema's orders are listed by their stores, all others by their shop.
template <class Query>
Result<void> CheckPlace(const Query& query, std::string_view parameter) {
  constexpr std::int64_t kHema = 4;
  const std::string name(parameter);
  const bool hema = query.order_from == kHema;
  if (hema && query.store_ids.empty()) {
    return MissingArgument(parameter, name + ".store_ids is missing; order_from 4 needs it");
  }
  if (!hema && !query.shop_id) {
    return MissingArgument(parameter,
                           name + ".shop_id is missing; give it, or order_from 4 and store_ids");
  }
  return {};
}

template <class Query>
Result<store::Window> WindowOf(const Query& query, std::string_view parameter) {
  if (query.end_time < query.start_time) {
    return InvalidArgument(
        parameter, std::string(parameter) + ".end_time is before start_time; give a later one");
  }
  return store::Window{.from = query.start_time, .until = store::EndOfSecond(query.end_time)};
}

template <class Filter, class Query>
Result<Question<Filter>> QuestionOf(const Query& query, std::string_view parameter) {
  RETURN_IF_ERROR(CheckPlace(query, parameter));
  Question<Filter> question;
  auto& filter = question.filter;
  ASSIGN_OR_RETURN(filter.window, WindowOf(query, parameter));
  filter.channel = refund::Channel::kWdk;
  filter.shop_id = query.shop_id.value_or("");
  filter.store_ids = query.store_ids;
  filter.order_from = query.order_from;
  if (query.order_client) filter.order_client = OrderClientOf(*query.order_client);
  if (query.store_id) {
    const auto& stores = query.store_ids;
    question.nothing =
        !stores.empty() && std::ranges::find(stores, *query.store_id) == stores.end();
    filter.store_ids = {*query.store_id};
  }
  const std::optional<std::int64_t> index = query.page_index;
  question.page_index = index.value_or(0);
  const auto size = query.page_size.value_or(contract::wdk::kPageSizeDefault);
  question.page = {.direction = store::Direction::kOldestFirst,
                   .offset = question.page_index * size,
                   .size = size,
                   .count = question.page_index == 0};
  return question;
}

/// Fills what both answers say of the page.
template <class Row, class Filter, class Outcome>
void FillPage(const store::Listed<Row>& listed, const Question<Filter>& question, Outcome& out) {
  out.next_index = listed.has_next ? question.page_index + 1 : kNoMorePages;
  out.total_number = listed.total;
}

}  // namespace ebbtide::service::wdk
