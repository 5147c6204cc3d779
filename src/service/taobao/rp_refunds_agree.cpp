#include "contract/taobao/rp_refunds_agree.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "contract/taobao/common.hpp"
#include "service/attempt.hpp"
#include "service/move.hpp"
#include "service/taobao/methods.hpp"
#include "service/taobao/seller_answer.hpp"

namespace ebbtide::service::rp_refunds_agree {
namespace {

namespace wire = contract::rp_refunds_agree;

/// `refund_id|amount|version|phase`, as sent.
struct Agreement {
  std::string refund_text;
  std::int64_t refund_id = 0;
  Fen amount;
  std::int64_t version = 0;
  std::optional<std::string> phase;
};

std::vector<std::string_view> SplitBar(std::string_view text) {
  std::vector<std::string_view> parts;
  for (auto bar = text.find('|'); bar != std::string_view::npos; bar = text.find('|')) {
    parts.push_back(Trim(text.substr(0, bar)));
    text.remove_prefix(bar + 1);
  }
  parts.push_back(Trim(text));
  return parts;
}

bool IsPhase(std::string_view text) {
  return std::ranges::find(contract::taobao::kPhases, text) != contract::taobao::kPhases.end();
}

std::optional<Agreement> ParseAgreement(std::string_view row) {
  const auto parts = SplitBar(row);
  if (parts.size() != 3 && parts.size() != 4) return {};
  const auto id = ParseInteger(parts[0]);
  const auto amount = ParseInteger(parts[1]);
  const auto version = ParseInteger(parts[2]);
  if (id.value_or(0) < 1 || amount.value_or(-1) < 0 || version.value_or(0) < 1) return {};
  Agreement agreement{.refund_text = std::string(parts[0]),
                      .refund_id = *id,
                      .amount = {*amount},
                      .version = *version,
                      .phase = {}};
  if (parts.size() == 4 && !parts[3].empty()) {
    if (!IsPhase(parts[3])) return {};
    agreement.phase = parts[3];
  }
  return agreement;
}

Result<std::vector<Agreement>> ParseAgreements(const std::string& text) {
  const auto rows = SplitCommaList(text);
  if (rows.empty()) {
    return MissingArgument("refund_infos", "refund_infos names no refund; send at least one");
  }
  if (rows.size() > wire::kRowsMax) {
    return InvalidArgument("refund_infos", "refund_infos names " + std::to_string(rows.size()) +
                                               " refunds; send at most " +
                                               std::to_string(wire::kRowsMax) + " in one call");
  }
  std::vector<Agreement> agreements;
  for (const auto row : rows) {
    auto agreement = ParseAgreement(row);
    if (!agreement) {
      return InvalidArgument("refund_infos",
                             "refund_infos has the row \"" + std::string(row) +
                                 "\"; each must be refund_id|amount|version or "
                                 "refund_id|amount|version|phase, the amount in fen, the phase "
                                 "onsale or aftersale");
    }
    agreements.push_back(*std::move(agreement));
  }
  return agreements;
}

/// What the table says, and for a return why.
Error Explained(Error problem, const refund::Refund& refund) {
  const bool may_wait_for_goods = problem.sub_code == "isv.refund-status-error" &&
                                  refund.claim == refund::Claim::kReturnAndRefund;
  if (may_wait_for_goods) problem.sub_msg += "; a return is agreed to when the goods have come";
  return problem;
}

Result<void> Agree(const Agreement& agreement, const Context& context) {
  ASSIGN_OR_RETURN(const auto refund, FindInPhase(agreement.refund_id, agreement.phase, context));
  const Fen total = refund::TotalOf(refund);
  if (agreement.amount != total) {
    return Refused("isv.refund-fee-error",
                   "the refund is of " + std::to_string(total.value) +
                       " fen with its postage; look at it and agree to that amount");
  }
  const auto moved = Move(refund,
                          {.event = refund::Event::kAgreeRefund,
                           .actor = refund::Actor::kSeller,
                           .seen_version = agreement.version},
                          context);
  if (!moved) return Explained(moved.error(), refund);
  return {};
}

std::string_view CodeOf(std::size_t agreed, std::size_t all) {
  if (agreed == all) return wire::kMessageCodes[0];
  return agreed == 0 ? wire::kMessageCodes[2] : wire::kMessageCodes[1];
}

}  // namespace

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto agreements, ParseAgreements(request.refund_infos));
  wire::Response response;
  std::size_t agreed = 0;
  for (const auto& agreement : agreements) {
    const auto outcome = AllOrNothing(context, [&] { return Agree(agreement, context); });
    if (outcome) ++agreed;
    response.results.push_back(
        {.message = outcome ? std::nullopt : std::optional(outcome.error().sub_msg),
         .refund_id = agreement.refund_text,
         .succ = outcome.has_value()});
  }
  response.succ = agreed == agreements.size();
  response.msg_code = CodeOf(agreed, agreements.size());
  response.message = std::to_string(agreed) + " of " + std::to_string(agreements.size()) +
                     " refunds are agreed to";
  return response;
}

}  // namespace ebbtide::service::rp_refunds_agree
