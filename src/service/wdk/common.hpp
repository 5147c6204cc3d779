#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "service/attempt.hpp"
#include "service/context.hpp"

/// How WDK methods name what they act on, and how they say what became of it.
namespace ebbtide::service::wdk {

/// A number that travels as a text. 41 on `parameter` for anything else; `field` is its place in
/// there, or "" for the parameter itself.
Result<std::int64_t> ParseNumber(const std::string& text, std::string_view parameter,
                                 std::string_view field);

/// Under which shop and store a caller knows an order.
struct Place {
  const std::string& shop_id;
  const std::string& store_id;
};

/// The merchant's WDK order of that place; `isv.order-not-exist:biz_order_id` for every other.
Result<refund::Order> FindOrder(refund::OrderId id, const Place& place, const Context& context);

/// The same by the caller's number; `isv.order-not-exist:out_order_id`.
Result<refund::Order> FindOrder(const std::string& out_order_id, const Place& place,
                                const Context& context);

/// A refund, and what its callers know it by.
struct KnownRefund {
  refund::Refund refund;
  std::string out_order_id;
  std::string out_line_id;
  std::string sku_code;
  std::string out_batch_id;
};

/// The merchant's WDK refund that passes `filter`, or `isv.refund-not-exist:refund_id` in the words
/// of `service::FindRefund`.
Result<KnownRefund> FindRefund(refund::RefundId id, const store::WdkFilter& filter,
                               const Context& context);

/// `APP` and `POS`, as requests and orders have them, for the numbers that refunds have.
std::optional<std::int64_t> OrderClientOf(std::string_view word);
std::optional<std::string> WordOfOrderClient(std::int64_t number);

/// Runs `step`, all or nothing, and reports it in an envelope {success, err_msg}, with `err_code`
/// and `model` where the envelope has them. Mistakes in arguments stay errors.
template <class Outcome, class Step>
Result<Outcome> InEnvelope(const Context& context, Step step) {
  auto done = AllOrNothing(context, step);
  if (!done && done.error().kind != ErrorKind::kRefused) return done.error();
  Outcome outcome;
  outcome.success = done.has_value();
  if (!done) {
    outcome.err_msg = done.error().sub_msg;
    if constexpr (requires { outcome.err_code; }) outcome.err_code = done.error().sub_code;
    return outcome;
  }
  if constexpr (requires { outcome.model; }) outcome.model = *std::move(done);
  return outcome;
}

}  // namespace ebbtide::service::wdk
