#pragma once

#include <array>

#include "contract/api.hpp"

/// taobao.epp.refund.create. Source: methods.md section 3.
namespace ebbtide::contract::epp_refund_create {

/// The page has no limits; these keep the evidence within reason.
inline constexpr std::size_t kPicturesMax = 20;
inline constexpr std::size_t kVideosMax = 5;
inline constexpr std::size_t kUrlBytesMax = 512;

inline constexpr std::array<std::string_view, 2> kClaims{"1", "3"};
inline constexpr std::array<std::string_view, 2> kGoodsStatuses{"1", "2"};

struct Picture {
  Maybe<String> pict_url;

  static constexpr auto Describe() {
    return Object(
        "ProofPictureRequest",
        Field<&Picture::pict_url>("Address of the picture; an entry without one says "
                                  "nothing.",
                                  {.example = "http://xxxxxx", .max_bytes = kUrlBytesMax}));
  }
};

struct Video {
  Maybe<String> video_id;
  Maybe<String> video_play_url;

  static constexpr auto Describe() {
    return Object(
        "ProofVideoRequest",
        Field<&Video::video_id>("Number of the uploaded video.",
                                {.example = "123131331", .max_bytes = kIdBytesMax}),
        Field<&Video::video_play_url>("Address where it plays.",
                                      {.example = "http://xxxxxx", .max_bytes = kUrlBytesMax}));
  }
};

struct Application {
  Number biz_claim_type = 0;
  String tb_sub_order_id;
  String out_order_id;
  Number reason_text_id = 0;
  Number refund_item_total_price = 0;
  Number refund_amount = 0;
  String out_biz_id;
  Maybe<String> buyer_message;
  Maybe<Number> goods_status;
  List<Picture> proof_picture_list;
  List<Video> proof_video_list;

  static constexpr auto Describe() {
    return Object(
        "RefundOrderCreateRequest",
        Field<&Application::biz_claim_type>("1 refund only, 3 return and refund.",
                                            {.example = "1", .required = true, .one_of = kClaims}),
        Field<&Application::tb_sub_order_id>(
            "Number of the sub-order.",
            {.example = "3783289106002297404", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::out_order_id>(
            "The caller's number of the purchase.",
            {.example = "sr_haoka_test_001", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::reason_text_id>(
            "Number of a reason that taobao.epp.refund.render lists for this claim.",
            {.example = "1", .required = true, .min = 1}),
        Field<&Application::refund_item_total_price>(
            "Money to refund, in fen, without postage; 0 only for a line that cost nothing.",
            {.example = "100", .required = true, .min = 0, .max = kFenMax}),
        Field<&Application::refund_amount>(
            "Pieces to refund; not money.",
            {.example = "1", .required = true, .min = 1, .max = kPiecesMax}),
        Field<&Application::out_biz_id>(
            "The caller's number of this application, unique for ever.",
            {.example = "1231233", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Application::buyer_message>(
            "The buyer's own words; needed where the reason asks for them.",
            {.example = "不想要了", .max_bytes = kTextBytesMax}),
        Field<&Application::goods_status>("1 the buyer has not received the goods, 2 has.",
                                          {.example = "1", .one_of = kGoodsStatuses}),
        Field<&Application::proof_picture_list>(
            "Pictures as evidence; needed where the reason asks for them.",
            {.max_items = kPicturesMax}),
        Field<&Application::proof_video_list>(
            "Videos as evidence; the seller finds them among the refund's messages.",
            {.max_items = kVideosMax}));
  }
};

struct Request {
  Application refund_order_create_request;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::refund_order_create_request>(
                                 "The application, as a JSON object.", {.required = true}));
  }
};

struct Refund {
  String out_order_id;
  String refund_order_id;

  static constexpr auto Describe() {
    return Object("RefundOrderResult",
                  Field<&Refund::out_order_id>("The caller's number of the purchase, as given.",
                                               {.example = "sr_haoka_test_001"}),
                  Field<&Refund::refund_order_id>("Number of the refund, digits only.",
                                                  {.example = "262724256404290474"}));
  }
};

struct Outcome {
  String code;
  Maybe<Refund> data;
  Boolean success = false;
  String message;

  static constexpr auto Describe() {
    return Object(
        "Result",
        Field<&Outcome::code>("`success`, or the code of the failure.", {.example = "success"}),
        Field<&Outcome::data>("The refund; absent on failure."),
        Field<&Outcome::success>("Whether the refund is applied for.", {.example = "true"}),
        Field<&Outcome::message>("`成功`, or the failure in words.", {.example = "成功"}));
  }
};

struct Response {
  Outcome result;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::result>("The outcome."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.epp.refund.create",
    .title = "Apply for an enterprise-purchase refund",
    .category = "Enterprise purchase (EPP)",
    .notes = "`refund_item_total_price` is fen here; taobao.epp.refund.get answers yuan. Money and "
             "pieces that are open or refunded never exceed what was paid and bought, per line and "
             "per order, however many callers ask at once.\n\n"
             "Ask taobao.epp.refund.render first: the reason must be one of its list, and pictures "
             "and a message must be given where it says so. Goods that are not shipped cannot be "
             "returned: `isv.order-status-error`. A sub-order that is not of the purchase, or not "
             "of the one distributor that the app is bound to, is refused with "
             "`isv.order-not-exist:tb_sub_order_id`.\n\n"
             "`out_biz_id` is an idempotency key that never expires, scoped to app and "
             "distributor: the same content gives the same answer and writes nothing again, other "
             "content is refused with `isv.invalid-parameter:out_biz_id`. A refused application "
             "uses up no key.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::epp_refund_create
