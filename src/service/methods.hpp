#pragma once

#include "base/result.hpp"
#include "service/context.hpp"

/// The handler of every served method; what each does stands in its contract.
#define EBBTIDE_METHOD(name)                                                      \
  namespace ebbtide::contract::name {                                             \
  struct Request;                                                                 \
  struct Response;                                                                \
  }                                                                               \
  namespace ebbtide::service::name {                                              \
  Result<contract::name::Response> Handle(const contract::name::Request& request, \
                                          const Context& context);                \
  }

EBBTIDE_METHOD(epp_refund_get)
EBBTIDE_METHOD(refund_status_get)
EBBTIDE_METHOD(wdk_channel_order_userrefund)
EBBTIDE_METHOD(wdk_order_refund_get)
EBBTIDE_METHOD(xiaoman_refund_info_batchquery)

#undef EBBTIDE_METHOD
