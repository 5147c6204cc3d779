#pragma once

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"
#include "contract/taobao/refund.hpp"

/// taobao.refunds.apply.get. Source: methods.md section 4.
namespace ebbtide::contract::refunds_apply_get {

inline constexpr std::size_t kFieldsMax = 20;

struct Request {
  List<String> fields;
  Maybe<String> seller_nick;
  Maybe<String> status;
  Maybe<String> type;
  Maybe<Number> page_no;
  Maybe<Number> page_size;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::fields>("Members of `refunds` that are wanted.",
                                {.example = "refund_id",
                                 .required = true,
                                 .max_items = kFieldsMax,
                                 .max_bytes = kIdBytesMax}),
        Field<&Request::seller_nick>("Only refunds that this seller received.",
                                     {.example = "hz0799", .max_bytes = kIdBytesMax}),
        Field<&Request::status>(
            "Only refunds in this status; one only.",
            {.example = "WAIT_SELLER_AGREE", .one_of = taobao::kRefundStatuses}),
        Field<&Request::type>(
            "Only refunds of trades of these types, separated by commas; "
            "`guarantee_trade,auto_delivery` if absent.",
            {.example = "guarantee_trade,auto_delivery", .max_bytes = kTextBytesMax}),
        Field<&Request::page_no>("Page, counted from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = taobao::kPageNoMax}),
        Field<&Request::page_size>("Refunds in a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = taobao::kPageSizeMax}));
  }
};

struct Response {
  Number total_results = 0;
  List<taobao::Refund> refunds;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::total_results>("Refunds on all pages together.", {.example = "100"}),
        Field<&Response::refunds>("The refunds of the page, as far as `fields` asks for them."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refunds.apply.get",
    .title = "Query the refunds that a buyer applied for",
    .category = "Taobao refund API",
    .notes = "Newest application first. When a refund was applied for never changes, and new ones "
             "come in front: reading the pages forwards may repeat rows but loses none. With "
             "`status`, rows whose status changes meanwhile leave or enter the list.\n\n"
             "`type` knows fixed, auction, guarantee_trade, independent_simple_trade, "
             "independent_shop_trade, auto_delivery, ec, cod, fenxiao, game_equipment, "
             "shopex_trade, netcn_trade and external_trade. All trades here are of the type "
             "`fixed`, which is of the group `guarantee_trade`; other types match nothing.\n\n"
             "Only members that `fields` names are answered; all members of `Refund` may be asked "
             "for, other names are ignored. Amounts are yuan with two decimals.",
    .session = Session::kBuyer,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refunds_apply_get
