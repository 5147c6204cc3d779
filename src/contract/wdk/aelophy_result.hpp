#pragma once

#include "contract/api.hpp"

/// The answer of alibaba.tcls.aelophy.refund.agree and .disagree.
namespace ebbtide::contract::wdk {

struct AelophyResult {
  Boolean is_success = false;
  String return_code;
  String return_msg;

  static constexpr auto Describe() {
    return Object(
        "ApiResult",
        Field<&AelophyResult::is_success>("Whether all of it was done.", {.example = "true"}),
        Field<&AelophyResult::return_code>("`success`, or the code of the refusal.",
                                           {.example = "success"}),
        Field<&AelophyResult::return_msg>("`success`, or the refusal in words.",
                                          {.example = "success"}));
  }
};

}  // namespace ebbtide::contract::wdk
