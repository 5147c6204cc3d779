#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.image.upload. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_image_upload {

inline constexpr std::size_t kImageBytesMax = std::size_t{2} * 1'024 * 1'024;

struct Request {
  Bytes image;
  String distributor;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::image>(
                      "The picture, JPG or PNG by its content, as a file part.",
                      {.example = "proof.png", .required = true, .max_bytes = kImageBytesMax}),
                  Field<&Request::distributor>(
                      openmall::kDistributorDoc,
                      {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
                  Field<&Request::refund_id>("Number of the refund that the picture is for.",
                                             {.example = "83477", .required = true, .min = 1}));
  }
};

struct Response {
  String result;

  static constexpr auto Describe() {
    return Object(
        "Response",
        Field<&Response::result>(
            "Token of the picture, for taobao.openmall.refund.message.submit.",
            {.example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.image.upload",
    .title = "Upload a proof picture",
    .category = "Openmall (buyer side)",
    .notes = "JPG or PNG, judged by its content and not by its file name, of at most 2 MB; "
             "anything else is refused with `isv.invalid-parameter:image`. The token is good for "
             "this refund only, and only an open refund takes pictures, otherwise "
             "`isv.refund-status-error`. Uploading the same picture again does no harm.\n\n"
             "A refund that does not exist, or is another distributor's, is refused with "
             "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::openmall_refund_image_upload
