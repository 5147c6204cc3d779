#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/taobao/common.hpp"

/// taobao.refund.messages.get. Source: methods.md section 4.
namespace ebbtide::contract::refund_messages_get {

inline constexpr std::array<std::string_view, 2> kMessageTypes{"NORMAL", "RETURN_GOODS_APPROVED"};
inline constexpr std::array<std::string_view, 3> kOwnerRoles{"1", "2", "3"};

struct Request {
  List<String> fields;
  Maybe<Number> page_no;
  Maybe<Number> page_size;
  Number refund_id = 0;
  Maybe<String> refund_phase;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::fields>("Members of `refund_messages` that are wanted.",
                                {.example = "id",
                                 .required = true,
                                 .max_items = taobao::kFieldsMax,
                                 .max_bytes = kIdBytesMax}),
        Field<&Request::page_no>("Page, counted from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = taobao::kPageNoMax}),
        Field<&Request::page_size>("Messages in a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = taobao::kPageSizeMax}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::refund_phase>("Phase of the refund.",
                                      {.example = "onsale", .one_of = taobao::kPhases}));
  }
};

struct Picture {
  String url;

  static constexpr auto Describe() {
    return Object("PicUrl", Field<&Picture::url>(
                                "Address of the picture: a signed link that works for an hour.",
                                {.example = "http://xxxxxx"}));
  }
};

struct Message {
  Maybe<String> content;
  Maybe<Date> created;
  Maybe<Number> id;
  Maybe<String> message_type;
  Maybe<Number> owner_id;
  Maybe<String> owner_nick;
  Maybe<String> owner_role;
  Maybe<String> refund_id;
  Maybe<String> refund_phase;
  Maybe<List<Picture>> pic_urls;
  Maybe<String> owner_open_uid;

  static constexpr auto Describe() {
    return Object(
        "RefundMessage", Field<&Message::content>("What was written.", {.example = "请尽快处理"}),
        Field<&Message::created>("When it was written.", {.example = "2024-02-19 13:05:58"}),
        Field<&Message::id>("Number of the message.", {.example = "1044861"}),
        Field<&Message::message_type>(
            "`NORMAL`, or `RETURN_GOODS_APPROVED` for the one that tells the buyer where the goods "
            "go.",
            {.example = "NORMAL", .one_of = kMessageTypes}),
        Field<&Message::owner_id>("Number of its author.", {.example = "2074082786"}),
        Field<&Message::owner_nick>("Its author.", {.example = "hz0799"}),
        Field<&Message::owner_role>("What the author is: 1 buyer, 2 seller, 3 platform staff.",
                                    {.example = "2", .one_of = kOwnerRoles}),
        Field<&Message::refund_id>("Number of the refund; a String here.", {.example = "83477"}),
        Field<&Message::refund_phase>("Phase of the refund.",
                                      {.example = "onsale", .one_of = taobao::kPhases}),
        Field<&Message::pic_urls>("Pictures that came with it."),
        Field<&Message::owner_open_uid>("Open uid of the author, where that is the buyer.",
                                        {.example = "AAHk5d-EAAeGwJedwSHpg8bT"}));
  }
};

struct Response {
  List<Message> refund_messages;
  Number total_results = 0;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::refund_messages>(
            "The messages of the page, as far as `fields` asks for them."),
        Field<&Response::total_results>("Messages on all pages together.", {.example = "100"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.messages.get",
    .title = "Query the messages and proofs of a refund",
    .category = "Taobao refund API",
    .notes = "Oldest message first. Messages are only ever added, at the end, so pages neither "
             "lose nor repeat any. The words and the proof of a refusal are among them, and the "
             "address that the seller named for a return.\n\n"
             "Picture addresses are signed links that work for an hour; ask again for fresh "
             "ones.\n\n"
             "A `refund_phase` that is not the refund's is refused with code 41. Whoever is "
             "neither side is shown as the platform's staff.\n\n"
             "The session user is the seller or the buyer of the refund. A refund that does not "
             "exist, or is somebody else's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both. Only members that "
             "`fields` names are answered; other names are ignored.",
    .session = Session::kSellerOrBuyer,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::refund_messages_get
