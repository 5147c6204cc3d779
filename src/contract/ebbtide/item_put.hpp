#pragma once

#include "contract/api.hpp"

/// ebbtide.item.put. Ebbtide's own: the items that EPP and openmall orders buy.
namespace ebbtide::contract::ebbtide_item_put {

inline constexpr std::size_t kTitleBytesMax = 255;
inline constexpr std::size_t kUrlBytesMax = 512;

struct Request {
  Number item_id = 0;
  Maybe<String> epp_item_id;
  Maybe<Number> sku_id;
  String title;
  Maybe<String> sku_title;
  Maybe<String> outer_iid;
  Maybe<String> outer_sku_id;
  Number price_fen = 0;
  Maybe<Number> post_fee_fen;
  Maybe<String> pic_url;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::item_id>("Number of the item, elsewhere `num_iid`.",
                                 {.example = "4345345", .required = true, .min = 1}),
        Field<&Request::epp_item_id>(
            "Its number for enterprise purchase; without one it cannot be bought there.",
            {.example = "EA671282901618", .max_bytes = kIdBytesMax}),
        Field<&Request::sku_id>("The sku that is meant; 0, as if absent, for an item without skus.",
                                {.example = "30004447689", .min = 0}),
        Field<&Request::title>(
            "The item's title.",
            {.example = "Field jacket", .required = true, .max_bytes = kTitleBytesMax}),
        Field<&Request::sku_title>("The sku in words.", {.example = "颜色分类:军绿色;尺码:XS",
                                                         .max_bytes = kTitleBytesMax}),
        Field<&Request::outer_iid>("The seller's code of the item.",
                                   {.example = "ISBN-001", .max_bytes = kIdBytesMax}),
        Field<&Request::outer_sku_id>("The seller's code of the sku.",
                                      {.example = "092141", .max_bytes = kIdBytesMax}),
        Field<&Request::price_fen>(
            "Price of one piece, in fen.",
            {.example = "20007", .required = true, .min = 0, .max = kFenMax}),
        Field<&Request::post_fee_fen>("Postage of an order of it, in fen; 0 if absent.",
                                      {.example = "0", .min = 0, .max = kFenMax}),
        Field<&Request::pic_url>("Address of its picture.",
                                 {.example = "http://xxxxxx", .max_bytes = kUrlBytesMax}));
  }
};

struct Response {
  Number item_id = 0;
  Boolean is_new = false;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::item_id>("Number of the item.", {.example = "4345345"}),
                  Field<&Response::is_new>("Whether the item had not been on sale with this sku.",
                                           {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "ebbtide.item.put",
    .title = "Put an item on sale or change it",
    .category = "Ebbtide",
    .notes = "One call for each sku of an item. The call replaces all that was known of the item "
             "and sku: what is left out is empty, and an amount 0. Repeating it changes nothing. "
             "Orders keep the price and the title that they were made with.\n\n"
             "`item_id` must not be another seller's, nor `epp_item_id` another item's: "
             "`isv.item-already-exist`.\n\n"
             "The item is then for sale to distributors by `taobao.openmall.trade.create` and, "
             "with an `epp_item_id`, by `taobao.epp.order.create`.",
    .session = Session::kSeller,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::ebbtide_item_put
