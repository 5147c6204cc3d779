#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "refund/refund.hpp"
#include "service/context.hpp"

/// What the methods about enterprise purchases have in common.
namespace ebbtide::service::epp {

/// `code` of what was found, and of what was not.
inline constexpr std::string_view kFound = "200";
inline constexpr std::string_view kNotFound = "404";

/// The answer in EPP's envelope {code, success, message, data}; only a malformed call is an error.
template <class Response, class Data>
Result<Response> Answer(Result<Data> outcome, std::string_view code_of_success) {
  if (!outcome && outcome.error().kind != ErrorKind::kRefused) return std::move(outcome).error();
  Response response;
  auto& result = response.result;
  result.success = outcome.has_value();
  result.code = outcome ? std::string(code_of_success) : outcome.error().sub_code;
  result.message = outcome ? "成功" : outcome.error().sub_msg;
  if (outcome) result.data = *std::move(outcome);
  return response;
}

/// The number of a refund with or without its `ER`. `path` is where it stands in the request:
/// `parameter.member`, or the parameter alone.
Result<refund::RefundId> ParseRefundNumber(std::string_view text, std::string_view path);

/// The refund of that number, which stands in the parameter `refund_order_id`, if it is of the
/// order and both are a distributor's that is bound to the app; or
/// `isv.refund-not-exist:refund_order_id`.
Result<refund::Refund> FindOwnRefund(const std::string& refund_order_id,
                                     const std::string& out_order_id, const Context& context);

/// The number of a sub-order.
Result<refund::LineId> ParseLineNumber(std::string_view text, std::string_view path);

/// A line of a purchase.
struct Bought {
  refund::Order order;
  refund::OrderLine line;
};

/// The line, if it is of the purchase that the distributor made under `out_order_id`.
std::optional<Bought> FindBought(refund::PartyId distributor, std::string_view out_order_id,
                                 refund::LineId line, const Context& context);

/// Whether such a claim may be made of it now; how much, is for the guards to say.
Result<void> CheckClaim(const Bought& bought, refund::Claim claim, const Context& context);

}  // namespace ebbtide::service::epp
