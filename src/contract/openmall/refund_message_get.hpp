#pragma once

#include <array>

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.message.get. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_message_get {

/// Another list than `owner_role` of taobao.refund.messages.get.
inline constexpr std::array<std::string_view, 7> kRoles{"1", "2", "3", "4", "5", "6", "7"};

struct Request {
  String distributor;
  Maybe<Number> page_no;
  Maybe<Number> page_size;
  Number refund_id = 0;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::page_no>("Which page, from 1; 1 if absent.",
                                 {.example = "1", .min = 1, .max = openmall::kPageNoMax}),
        Field<&Request::page_size>("Rows of a page; 40 if absent.",
                                   {.example = "40", .min = 1, .max = openmall::kPageSizeMax}),
        Field<&Request::refund_id>("Number of the refund.",
                                   {.example = "83477", .required = true, .min = 1}));
  }
};

struct Picture {
  Maybe<String> desc;
  String pic;

  static constexpr auto Describe() {
    return Object("RefundMessagePic",
                  Field<&Picture::desc>("Caption of the picture.", {.example = "外包装破损"}),
                  Field<&Picture::pic>("Address of the picture.", {.example = "http://xxxxxx"}));
  }
};

struct Message {
  String refund_message;
  List<Picture> refund_message_pics;
  Date time;
  Number role = 0;

  static constexpr auto Describe() {
    return Object(
        "RefundMessage",
        Field<&Message::refund_message>("The text.", {.example = "已按要求补充图片"}),
        Field<&Message::refund_message_pics>("Pictures that go with it."),
        Field<&Message::time>("When it was written.", {.example = "2024-02-19 13:05:58"}),
        Field<&Message::role>("Who wrote it: 1 seller, 2 seller's sub-account, 3 platform staff, 4 "
                              "buyer, which is the caller, 5 system, 6 system at a deadline, 7 "
                              "service provider.",
                              {.example = "4", .one_of = kRoles}));
  }
};

struct Response {
  List<Message> results_list;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::results_list>("The messages, oldest first."));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.message.get",
    .title = "List the messages of a refund as the buyer",
    .category = "Openmall (buyer side)",
    .notes = "Oldest first, and messages are only ever added: paging forwards neither loses nor "
             "repeats rows. A page behind the last one is empty.\n\n"
             "A refund that does not exist, or is another distributor's, is refused with "
             "`isv.refund-not-exist:refund_id`.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::openmall_refund_message_get
