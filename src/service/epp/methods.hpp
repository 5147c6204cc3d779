#pragma once

#include "service/method.hpp"

EBBTIDE_METHOD(epp_order_create)
EBBTIDE_METHOD(epp_refund_create)
EBBTIDE_METHOD_WITH_BASIS(epp_refund_get)
EBBTIDE_METHOD(epp_refund_render)
EBBTIDE_METHOD(epp_trade_query)
