#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <ebbtide/client.hpp>

#include "contract/taobao/refund_status_get.hpp"
#include "contract/wdk/channel_order_userrefund.hpp"
#include "sdk/fake_gateway.hpp"

/// What the tests of the client call.
namespace ebbtide::test {

namespace status = contract::refund_status_get;
namespace apply = contract::wdk_channel_order_userrefund;

inline status::Request StatusOf(std::int64_t order) {
  status::Request request;
  request.query_param.biz_order_id = order;
  return request;
}

/// A client's options that make pauses in no time, and write them down.
struct Patience {
  std::shared_ptr<std::vector<std::int64_t>> pauses_ms =
      std::make_shared<std::vector<std::int64_t>>();

  [[nodiscard]] top::ClientOptions Options() const {
    top::ClientOptions options;
    options.pause = [pauses = pauses_ms](std::chrono::milliseconds time) {
      pauses->push_back(time.count());
    };
    return options;
  }
};

inline constexpr const char* kStatusAnswer =
    R"({"refund_status_get_response":{"result_package":{"result_list":{)"
    R"("query_refund_status_response":[{"refund_id":5002,"status":"SUCCESS"}]}},)"
    R"("request_id":"r1"}})";
inline constexpr const char* kApplyAnswer =
    R"({"alibaba_wdk_channel_order_userrefund_response":{"api_result":{"success":true},)"
    R"("request_id":"r2"}})";

inline std::string ErrorAnswer(int code, const std::string& sub_code,
                               const std::string& sub_msg = {}) {
  return R"({"error_response":{"code":)" + std::to_string(code) + R"(,"msg":"m","sub_code":")" +
         sub_code + R"(","sub_msg":")" + sub_msg + R"(","request_id":"r3"}})";
}

/// Says these one after the other, and the last one for ever.
inline FakeGateway::Answer Saying(std::vector<Said> answers) {
  return [answers = std::move(answers)](const Heard& /*heard*/, std::size_t before) {
    return answers[std::min(before, answers.size() - 1)];
  };
}

}  // namespace ebbtide::test
