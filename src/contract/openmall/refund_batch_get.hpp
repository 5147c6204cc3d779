#pragma once

#include "contract/api.hpp"
#include "contract/openmall/common.hpp"

/// taobao.openmall.refund.batch.get. Source: methods.md section 6.
namespace ebbtide::contract::openmall_refund_batch_get {

struct Request {
  Date end_created;
  Number page_index = 0;
  Number page_size = 0;
  String distributor;
  Date start_created;

  static constexpr auto Describe() {
    return Object(
        "Request",
        Field<&Request::end_created>("Only refunds applied for up to then, inclusive.",
                                     {.example = "2024-02-20 00:00:00", .required = true}),
        Field<&Request::page_index>(
            "Which page, from 1.",
            {.example = "1", .required = true, .min = 1, .max = openmall::kPageNoMax}),
        Field<&Request::page_size>(
            "Rows of a page.",
            {.example = "40", .required = true, .min = 1, .max = openmall::kPageSizeMax}),
        Field<&Request::distributor>(
            openmall::kDistributorDoc,
            {.example = "demo_distributor", .required = true, .max_bytes = kIdBytesMax}),
        Field<&Request::start_created>("Only refunds applied for from then on, inclusive.",
                                       {.example = "2024-02-19 00:00:00", .required = true}));
  }
};

struct Refund {
  Number refund_id = 0;
  Number tid = 0;
  String status;
  Date created;
  String refund_fee;

  static constexpr auto Describe() {
    return Object(
        "TopRefundVo", Field<&Refund::refund_id>("Number of the refund.", {.example = "83477"}),
        Field<&Refund::tid>("The order that it is of.", {.example = "2231884277"}),
        Field<&Refund::status>(
            "Where it stands; while money moves, the state before.",
            {.example = "WAIT_SELLER_AGREE", .one_of = openmall::kRefundStatuses}),
        Field<&Refund::created>("When it was applied for.", {.example = "2024-02-19 13:05:58"}),
        Field<&Refund::refund_fee>("Money that is asked for, in yuan.", {.example = "200.07"}));
  }
};

struct Response {
  List<Refund> entities;
  Number total_count = 0;

  static constexpr auto Describe() {
    return Object("Response", Field<&Response::entities>("The refunds of the page, oldest first."),
                  Field<&Response::total_count>("How many refunds the window has on all pages.",
                                                {.example = "1"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.openmall.refund.batch.get",
    .title = "List a distributor's refunds by time of application",
    .category = "Openmall (buyer side)",
    .notes = "Answers in real time. Rows are ordered by time of application, oldest first, which "
             "never changes, and new ones come at the end: paging forwards neither loses nor "
             "repeats rows. Both ends of the window are inclusive; one whose end lies before its "
             "start is refused with code 41. A page behind the last one is empty.",
    .session = Session::kNone,
    .lane = Lane::kRead,
}};

}  // namespace ebbtide::contract::openmall_refund_batch_get
