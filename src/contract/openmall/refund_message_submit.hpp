#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.message.submit. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_message_submit {

inline constexpr std::size_t kMessageCharactersMax = 180;
inline constexpr std::size_t kMessageBytesMax = 4 * kMessageCharactersMax;
inline constexpr std::size_t kPicturesMax = 3;
inline constexpr std::size_t kCaptionBytesMax = 255;
inline constexpr std::size_t kUrlBytesMax = 512;

struct Picture {
  Maybe<String> desc;
  Maybe<String> pic;
  Maybe<String> pic_token;

  static constexpr auto Describe() {
    return Object(
        "RefundMessagePic",
        Field<&Picture::desc>("Caption of the picture.",
                              {.example = "外包装破损", .max_bytes = kCaptionBytesMax}),
        Field<&Picture::pic>("No longer used, and ignored.",
                             {.example = "http://xxxxxx", .max_bytes = kUrlBytesMax}),
        Field<&Picture::pic_token>(
            "Token that taobao.openmall.refund.image.upload gave for the picture.",
            {.example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             .max_bytes = kIdBytesMax}));
  }
};

struct Message {
  String refund_message;
  List<Picture> refund_message_pics;

  static constexpr auto Describe() {
    return Object(
        "RefundMessage",
        Field<&Message::refund_message>(
            "The text, at most 180 characters.",
            {.example = "已按要求补充图片", .required = true, .max_bytes = kMessageBytesMax}),
        Field<&Message::refund_message_pics>("Pictures that go with it.",
                                             {.max_items = kPicturesMax}));
  }
};

struct Request {
  String distributor;
  Number refund_id = 0;
  Message refund_message;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}),
        Field<&Request::refund_message>("The message, as a JSON object.", {.required = true}));
  }
};

struct Response {
  Boolean result = false;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::result>("Whether the message was added.", {.example = "true"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.message.submit",
    .title = "Add a message to a refund as the buyer",
    .category = "Openmall (buyer side)",
    .notes = "A message has at most 180 characters and at most 3 pictures, each by the token of an "
             "upload for the same refund; another token is refused with "
             "`isv.invalid-parameter:refund_message`. Only an open refund takes messages, "
             "otherwise `isv.refund-status-error`. The call has no key: repeated, it adds the "
             "message again.\n\n"
             "A refund that does not exist, or is another distributor's, is refused with "
             "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_message_submit
