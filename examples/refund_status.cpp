// refund_status URL APP_KEY APP_SECRET SESSION ORDER…: where the refunds of these orders stand.

#include <cstdio>
#include <cstdlib>
#include <string>

#include <ebbtide/client.hpp>
#include <ebbtide/contract/taobao/refund_status_get.hpp>

namespace refund_status_get = ebbtide::contract::refund_status_get;

namespace {

/// A read that fails in passing is made again by the client; what comes here is its last word.
bool PrintStatus(const ebbtide::top::Client& client, const std::string& session, long long order) {
  refund_status_get::Request request;
  request.query_param.biz_order_id = order;
  const auto response = client.Execute(refund_status_get::kApi, request, session);
  if (!response) {
    std::fprintf(stderr, "%lld: %s\n", order, response.error().ToText().c_str());
    return false;
  }
  const auto& result = response->result_package;
  if (result.error_code) {  // the method's own way to say no
    std::fprintf(stderr, "%lld: %s: %s\n", order, result.error_code->c_str(),
                 result.error_msg.value_or("").c_str());
    return false;
  }
  for (const auto& row : result.result_list) {
    std::printf("%lld %s %s\n", static_cast<long long>(row.refund_id), row.modified.c_str(),
                row.status.c_str());
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fprintf(stderr, "usage: refund_status URL APP_KEY APP_SECRET SESSION ORDER...\n");
    return 2;
  }
  const ebbtide::top::Client client{argv[1], argv[2], argv[3]};
  bool all = true;
  for (int i = 5; i < argc; ++i) all = PrintStatus(client, argv[4], std::atoll(argv[i])) && all;
  return all ? 0 : 1;
}
