#include "refund/reasons.hpp"

#include <algorithm>
#include <array>

namespace ebbtide::refund {
namespace {

constexpr std::array kRefundOnly{
    BuyerReason{1, "不想要了", false, false},     BuyerReason{2, "拍错了", false, false},
    BuyerReason{3, "缺货", false, false},         BuyerReason{4, "未收到货", false, true},
    BuyerReason{5, "协商一致退款", false, false}, BuyerReason{6, "其他", false, true}};
constexpr std::array kReturn{
    BuyerReason{11, kSevenDaysText, false, false}, BuyerReason{12, "质量问题", true, true},
    BuyerReason{13, "与商品描述不符", true, true}, BuyerReason{14, "少件或漏发", true, false},
    BuyerReason{15, "发错货", true, false},        BuyerReason{16, "其他", false, true}};
constexpr std::array kRefuse{RefuseReason{101, "商品已发出", "请填写运单号，便于买家查询"},
                             RefuseReason{102, "已经影响商品完好", "请上传商品破损的凭证"},
                             RefuseReason{103, "退回的商品与寄出的不符", "请上传开箱凭证"},
                             RefuseReason{104, "未收到退货", "请核对买家填写的运单号"},
                             RefuseReason{105, "与买家协商一致不退款", "请上传聊天记录"},
                             RefuseReason{106, "申请的金额有误", "请说明应退的金额"}};

}  // namespace

std::span<const BuyerReason> BuyerReasons(Claim claim) {
  if (claim == Claim::kReturnAndRefund) return kReturn;
  return kRefundOnly;
}

const BuyerReason* FindBuyerReason(Claim claim, std::int64_t id) {
  const auto reasons = BuyerReasons(claim);
  const auto found = std::ranges::find(reasons, id, &BuyerReason::id);
  return found == reasons.end() ? nullptr : &*found;
}

std::span<const RefuseReason> RefuseReasons() { return kRefuse; }

const RefuseReason* FindRefuseReason(std::int64_t id) {
  const auto* const found = std::ranges::find(kRefuse, id, &RefuseReason::id);
  return found == kRefuse.end() ? nullptr : found;
}

}  // namespace ebbtide::refund
