#include "gateway/motion.hpp"

#include "service/move.hpp"

namespace ebbtide::test {

void MoveRefund(Platform& platform, std::int64_t refund, refund::Event event, refund::Actor actor) {
  platform.Write([&](store::Store& store) {
    const service::Caller caller{.app_key = "test", .user = {}, .kind = {}, .nick = {}};
    const service::Policy policy;
    const service::Context context{store, caller, platform.clock().Now(), "request", policy};
    const auto before = service::FindRefund(store::Scope::Platform(), refund, context).value();
    service::Move(before, {.event = event, .actor = actor}, context).value();
  });
}

}  // namespace ebbtide::test
