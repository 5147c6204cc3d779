#include "refund/vocabulary.hpp"

#include <array>
#include <stdexcept>

namespace ebbtide::refund {
namespace {

struct Words {
  State state;
  std::string_view taobao;
  std::string_view epp;
  std::string_view wdk;
};

constexpr std::array<Words, kStateCount> kWords{{
    {State::kApplied, "WAIT_SELLER_AGREE", "1", "APPLY"},
    {State::kRefused, "SELLER_REFUSE_BUYER", "3", "REFUSE"},
    {State::kReturnAgreed, "WAIT_BUYER_RETURN_GOODS", "4", "AGREE"},
    {State::kGoodsReturned, "WAIT_SELLER_CONFIRM_GOODS", "5", "AGREE"},
    {State::kRefundAgreed, "", "2", "AGREE"},
    {State::kPayoutFailed, "", "2", "FAILED"},
    {State::kSuccess, "SUCCESS", "6", "SUCCESS"},
    {State::kClosed, "CLOSED", "7", "CANCEL"},
}};

const Words& WordsOf(State state) {
  for (const auto& words : kWords) {
    if (words.state == state) return words;
  }
  throw std::logic_error("a refund state without words");
}

}  // namespace

std::string_view TaobaoStatus(const Refund& refund) {
  const auto& words = WordsOf(refund.state);
  return words.taobao.empty() ? WordsOf(refund.came_from).taobao : words.taobao;
}

std::string_view EppStatus(const Refund& refund) { return WordsOf(refund.state).epp; }

std::string_view WdkStatus(const Refund& refund) {
  const bool arbitrated = refund.arbitration && !IsFinal(refund.state);
  return arbitrated ? "PLATFROM_DEAL" : WordsOf(refund.state).wdk;
}

State XiaomanState(std::string_view word) {
  return word == "unExpectedStop" ? State::kClosed : State::kApplied;
}

}  // namespace ebbtide::refund
