#include "simulation/calls.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ebbtide::simulation {
namespace {

using test::Join;
using test::Params;

std::string Text(std::int64_t number) { return std::to_string(number); }
std::string Quoted(const std::string& text) { return '"' + text + '"'; }

class Translator {
 public:
  Translator(const Model& model, const RefundIds& ids) : model_(model), ids_(ids) {}

  Call operator()(const ApplyOpenmall& deed) const {
    auto call = Openmall(deed.who, deed.wish);
    call.params.emplace_back("tid", Text(OrderOf(deed.order).id));
    return call;
  }
  Call operator()(const ModifyOpenmall& deed) const {
    auto call = Openmall(deed.who, deed.wish);
    call.params.emplace_back("refund_id", IdOf(deed.refund));
    return call;
  }
  Call operator()(const CloseOpenmall& deed) const {
    return {deed.who, {{"distributor", "distributor"}, {"refund_id", IdOf(deed.refund)}}};
  }
  Call operator()(const SubmitOpenmall& deed) const {
    return {deed.who,
            {{"distributor", "distributor"},
             {"refund_id", IdOf(deed.refund)},
             {"logistics_company_code", "YTO"},
             {"logistics_company_name", "YTO"},
             {"logistics_no", Text(deed.waybill)}}};
  }

  Call operator()(const AgreeRefunds& deed) const {
    std::string rows;
    for (const auto& row : deed.rows) {
      const auto* const refund = model_.Find(row.refund);
      const std::int64_t total = refund == nullptr ? 1 : refund->fen + refund->post_fee;
      const std::int64_t version = refund == nullptr ? 1 : Model::VersionSeen(*refund, row.age);
      rows += (rows.empty() ? "" : ",") + IdOf(row.refund) + "|" +
              Text(std::max<std::int64_t>(0, total + row.too_much)) + "|" + Text(version);
      if (row.phase != Phase::kUnsaid) rows += "|" + PhaseOf(refund, row.phase);
    }
    return {deed.who, {{"refund_infos", rows + (deed.malformed ? ",1|2" : "")}}};
  }
  Call operator()(const RefuseRefund& deed) const {
    auto call = Seller(deed.who, deed.refund, deed.phase, deed.age);
    call.params.emplace_back("refuse_message", deed.too_short ? "x" : "no, thank you");
    call.picture = deed.proof;
    return call;
  }
  Call operator()(const AgreeReturn& deed) const {
    auto call = Seller(deed.who, deed.refund, deed.phase, deed.age);
    call.params.emplace_back("name", "Zhang San");
    call.params.emplace_back("mobile", "13888888888");
    if (deed.address != 0) call.params.emplace_back("address", "Road " + Text(deed.address));
    return call;
  }
  Call operator()(const RefillReturn& deed) const {
    auto call = Seller(deed.who, deed.refund, deed.phase, {});
    call.params.emplace_back("logistics_company_code", "YTO");
    call.params.emplace_back("logistics_waybill_no", Text(deed.waybill));
    return call;
  }
  Call operator()(const RefuseReturn& deed) const {
    auto call = Seller(deed.who, deed.refund, deed.phase, deed.age);
    call.picture = deed.proof;
    return call;
  }

  Call operator()(const Ship& deed) const {
    const auto& order = OrderOf(deed.order);
    Call call{deed.who,
              {{"tid", Text(order.id)},
               {"company_code", "POST"},
               {"out_sid", Text(deed.waybill)},
               {"is_split", deed.part ? "1" : "0"}}};
    std::string lines;
    for (const int line : deed.lines) {
      lines += (lines.empty() ? "" : ",") + LineIdOf(deed.order, line);
    }
    if (!lines.empty()) call.params.emplace_back("sub_tid", lines);
    return call;
  }
  Call operator()(const Finish& deed) const {
    return {deed.who, {{"tid", Text(OrderOf(deed.order).id)}}};
  }

  Call operator()(const AskPlatform& deed) const {
    return {deed.who, {{"refund_id", IdOf(deed.refund)}, {"reason", "we disagree"}}};
  }
  Call operator()(const StepIn& deed) const {
    return {Who::kStaff, {{"refund_id", IdOf(deed.refund)}, {"note", "let us see"}}};
  }
  Call operator()(const Decide& deed) const {
    constexpr std::array kVerdicts{"buyer", "seller", "withdrawn"};
    return {Who::kStaff,
            {{"refund_id", IdOf(deed.refund)},
             {"verdict", kVerdicts.at(static_cast<std::size_t>(deed.verdict))}}};
  }

  Call operator()(const ConfirmPayout& deed) const {
    constexpr std::array kOutcomes{"paid", "failed", "unknown"};
    const auto* const refund = model_.Find(deed.refund);
    const int present = refund == nullptr ? 1 : refund->payout.attempt;
    Call call{Who::kStaff,
              {{"refund_id", IdOf(deed.refund)},
               {"attempt", Text(std::max(1, present - deed.attempts_ago))},
               {"outcome", kOutcomes.at(static_cast<std::size_t>(deed.outcome))}}};
    if (deed.reference != 0) call.params.emplace_back("reference", Text(deed.reference));
    return call;
  }
  Call operator()(const RetryPayout& deed) const {
    return {Who::kStaff, {{"refund_id", IdOf(deed.refund)}}};
  }

  Call operator()(const ApplyWdk& deed) const {
    std::string rows;
    for (const auto& row : deed.rows) {
      rows += Join(rows.empty() ? "" : ",", R"({"sub_biz_order_id":)",
                   Quoted(LineIdOf(deed.order, row.line)), R"(,"sku_code":)",
                   Quoted(SkuOf(deed.order, row.line)), R"(,"refund_sale_quantity":)",
                   Text(row.pieces), R"(,"refund_fee":)", Text(row.fen), "}");
    }
    return {deed.who,
            {{"order_user_refund_info",
              Join("{", PlaceOf(deed.order), R"(,"out_refund_batch_id":"key-)", Text(deed.key),
                   R"(","sub_refund_orders":[)", rows, "]}")}}};
  }
  Call operator()(const ConfirmWdk& deed) const {
    std::string rows;
    for (const auto& row : deed.rows) {
      const auto* const refund = model_.Find(row.refund);
      const int order = refund == nullptr ? deed.order : refund->order;
      const int line = refund == nullptr ? 0 : refund->line;
      const std::int64_t fen = (refund == nullptr ? 0 : refund->fen) + row.too_much;
      rows += Join(rows.empty() ? "" : ",", R"({"refund_id":)", Quoted(IdOf(row.refund)),
                   R"(,"sku_code":)", Quoted(SkuOf(order, line)), R"(,"sub_biz_order_id":)",
                   Quoted(LineIdOf(order, line)), R"(,"refund_fee":)",
                   Text(std::max<std::int64_t>(0, fen)),
                   row.post_fee ? R"(,"refund_post_fee":)" + Text(*row.post_fee) : "", "}");
    }
    return {deed.who,
            {{"order_refund_confirm_info",
              Join("{", PlaceOf(deed.order),
                   deed.key ? R"(,"out_refund_batch_id":"key-)" + Text(*deed.key) + '"' : "",
                   R"(,"agree_sub_orders":[)", rows, "]}")}}};
  }
  Call operator()(const AgreeAelophy& deed) const {
    Call call{deed.who, {}};
    if (deed.refund) {
      call.params.emplace_back("refund_id", IdOf(*deed.refund));
    } else {
      call.params.emplace_back("store_id", "T1");
      call.params.emplace_back("out_order_id", "out-" + Text(deed.order));
    }
    std::string line;
    if (deed.line) line = R"("out_sub_order_id":)" + Quoted(Text(*deed.line));
    if (deed.fen) line += (deed.line ? R"(,"refund_fee":)" : R"("refund_fee":)") + Text(*deed.fen);
    if (!line.empty()) call.params.emplace_back("sub_refund_list", "{" + line + "}");
    return call;
  }
  Call operator()(const DisagreeAelophy& deed) const {
    return {deed.who, {{"refund_id", IdOf(deed.refund)}, {"reject_reason", "no"}}};
  }
  Call operator()(const CancelWdk& deed) const {
    return {deed.who, {{"user_cancel_info", Join("{", PlaceOf(deed.order), "}")}}};
  }

  Call operator()(const Pass& /*deed*/) const { throw std::logic_error("time is no call"); }

 private:
  static Call Openmall(Who who, const Wish& wish) {
    return {who,
            {{"distributor", "distributor"},
             {"refund_fee", Text(wish.fen)},
             {"refund_type", wish.returns ? "return_and_refund" : "refund"},
             {"refund_reason", wish.seven_days ? "SEVEN_DAYS_WITHOUT_REASON" : "OTHER_REASON"},
             {"goods_status", wish.goods == Goods::kUnshipped ? "UNSHIPPED" : "BUYER_RECEIVED"},
             {"refund_desc", "because"}}};
  }

  Call Seller(Who who, RefundRef ref, Phase phase, Age age) const {
    const auto* const refund = model_.Find(ref);
    Call call{who, {{"refund_id", IdOf(ref)}}};
    if (phase != Phase::kUnsaid) call.params.emplace_back("refund_phase", PhaseOf(refund, phase));
    if (age) {
      const auto version = refund == nullptr ? 1 : Model::VersionSeen(*refund, *age);
      call.params.emplace_back("refund_version", Text(version));
    }
    return call;
  }

  static std::string PhaseOf(const Refund* refund, Phase phase) {
    const bool aftersale = refund != nullptr && refund->aftersale;
    return aftersale == (phase == Phase::kRight) ? "aftersale" : "onsale";
  }

  const Order& OrderOf(int order) const {
    return model_.orders().at(static_cast<std::size_t>(order));
  }

  std::string PlaceOf(int order) const {
    return R"("biz_order_id":")" + Text(OrderOf(order).id) + R"(","shop_id":"S1","store_id":"T1")";
  }

  std::string LineIdOf(int order, int line) const {
    const auto& lines = OrderOf(order).lines;
    const auto index = static_cast<std::size_t>(line);
    return Text(index < lines.size() ? lines.at(index).id : 42);
  }

  std::string SkuOf(int order, int line) const {
    const auto& lines = OrderOf(order).lines;
    const auto index = static_cast<std::size_t>(line);
    return index < lines.size() ? lines.at(index).sku : "NONE";
  }

  std::string IdOf(RefundRef ref) const {
    const auto& ids = ids_.at(static_cast<std::size_t>(ref.order));
    const auto nth = static_cast<std::size_t>(ref.nth);
    return nth < ids.size() ? ids.at(nth) : "42";
  }

  const Model& model_;
  const RefundIds& ids_;
};

}  // namespace

Call CallOf(const Deed& deed, const Model& before, const RefundIds& ids) {
  return std::visit(Translator(before, ids), deed);
}

}  // namespace ebbtide::simulation
