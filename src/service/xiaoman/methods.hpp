#pragma once

#include "service/method.hpp"

EBBTIDE_METHOD(xiaoman_refund_info_batchquery)
EBBTIDE_METHOD(xiaoman_taxaudit)
