#pragma once

#include "contract/api.hpp"

/// taobao.refund.message.add. Source: methods.md section 5; the picture is optional as in older
/// SDKs.
namespace ebbtide::contract::refund_message_add {

inline constexpr std::size_t kContentBytesMax = 400;
inline constexpr std::size_t kImageBytesMax = std::size_t{500} * 1'024;

struct Request {
  Number refund_id = 0;
  String content;
  Maybe<Bytes> image;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::refund_id>("Number of the refund.",
                                             {.example = "83477", .required = true, .min = 1}),
                  Field<&Request::content>(
                      "What to tell the other side.",
                      {.example = "请尽快处理", .required = true, .max_bytes = kContentBytesMax}),
                  Field<&Request::image>("A picture to go with it: GIF, JPG or PNG.",
                                         {.example = "GIF89a", .max_bytes = kImageBytesMax}));
  }
};

struct Message {
  Number id = 0;
  Date created;

  static constexpr auto Describe() {
    return Object(
        "RefundMessage", Field<&Message::id>("Number of the message.", {.example = "1044861"}),
        Field<&Message::created>("When it was written.", {.example = "2024-02-19 13:05:58"}));
  }
};

struct Response {
  Message refund_message;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::refund_message>("The new message."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.refund.message.add",
    .title = "Add a message to a refund",
    .category = "Taobao refund API",
    .notes = "The session user is the seller or the buyer of the refund. Neither the status nor "
             "`refund_version` changes. Every call adds a message, a repeated one too. A refund "
             "that has ended takes none and is refused with `isv.refund-status-error`. What the "
             "picture is, its content says, not its name.\n\n"
             "A refund that does not exist, or is somebody else's, is refused with code 50 and "
             "`isv.refund-not-exist:refund_id`, in the same words for both.",
    .session = Session::kSellerOrBuyer,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::refund_message_add
