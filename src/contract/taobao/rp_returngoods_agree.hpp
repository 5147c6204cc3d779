#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.rp.returngoods.agree. Source: methods.md section 5.
namespace ebbtide::contract::rp_returngoods_agree {

inline constexpr std::size_t kPostBytesMax = 16;
/// It joins the address in one message.
inline constexpr std::size_t kRemarkBytesMax = 1'000;

inline constexpr std::array<std::string_view, 2> kPostFeeBearRoles{"0", "1"};

struct Request {
  Number refund_id = 0;
  Maybe<String> refund_phase;
  Maybe<Number> refund_version;
  Maybe<String> remark;
  Maybe<String> address;
  Maybe<Number> seller_address_id;
  Maybe<String> mobile;
  Maybe<String> post;
  Maybe<String> name;
  Maybe<String> tel;
  Maybe<Number> post_fee_bear_role;
  Maybe<Boolean> virtual_return_goods;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "328818231125", .required = true, .min = 1}),
        Field<&Request::refund_phase>("Phase of the refund; must be right when given.",
                                      {.example = "onsale", .one_of = taobao::kPhases}),
        Field<&Request::refund_version>("The version that the seller has seen.",
                                        {.example = "1409231007325", .min = 1}),
        Field<&Request::remark>("A note to the buyer.",
                                {.example = "请保持吊牌完好", .max_bytes = kRemarkBytesMax}),
        Field<&Request::address>("Where the goods go.",
                                 {.example = "浙江省杭州市西湖区文新街道迦南公寓XX幢xxx室",
                                  .max_bytes = taobao::kAddressBytesMax}),
        Field<&Request::seller_address_id>("Accepted and not looked at; give the address itself.",
                                           {.example = "1", .min = 0}),
        Field<&Request::mobile>("Mobile phone of whoever takes the goods.",
                                {.example = "13888888888", .max_bytes = taobao::kPhoneBytesMax}),
        Field<&Request::post>("Post code of the address.",
                              {.example = "123456", .max_bytes = kPostBytesMax}),
        Field<&Request::name>("Who takes the goods.",
                              {.example = "张三", .max_bytes = kIdBytesMax}),
        Field<&Request::tel>("Telephone of whoever takes the goods.",
                             {.example = "0571-88888888", .max_bytes = taobao::kPhoneBytesMax}),
        Field<&Request::post_fee_bear_role>("Who pays for sending them: 1 buyer, 0 seller.",
                                            {.example = "0", .one_of = kPostFeeBearRoles}),
        Field<&Request::virtual_return_goods>(
            "Accepted and not looked at: whether the goods are ones that nobody can send.",
            {.example = "false"}));
  }
};

struct Response {
  Boolean is_success = false;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::is_success>(
                                  "`true`; a failure is an error document.", {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.rp.returngoods.agree",
    .title = "Agree to a return and name the address",
    .category = "Taobao refund API",
    .notes =
        "Needs `address`, `name`, and `mobile` or `tel`; a call without is refused with code "
        "40. The refund then waits for the buyer to send the goods, and a message of type "
        "`RETURN_GOODS_APPROVED` tells the address and the remark. Only for refunds whose goods "
        "must come back. After a return that was agreed to by timeout, the call names the "
        "address that is missing.\n\n"
        "With `refund_version` the refund moves only from that version; an older one is "
        "refused with `isv.refund-version-expired`, and taobao.refund.detail.get has the "
        "current one. A repeated call that already took effect answers success and adds "
        "nothing; with another address it is refused with `isv.refund-status-error`. A refund that does not exist, or is another seller's, is refused with code "
        "50 and `isv.refund-not-exist:refund_id`, in the same words for both; one that is "
        "not waiting for the seller's answer with `isv.refund-status-error`.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::rp_returngoods_agree
