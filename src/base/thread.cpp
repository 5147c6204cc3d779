#include "base/thread.hpp"

#include <sys/resource.h>

namespace ebbtide {

namespace {
/// A third of the weight of other threads; each step is worth a quarter.
constexpr int kNiceness = 5;
}  // namespace

// On Linux, 0 is the thread. Where it cannot be done everything works as well, only later.
void YieldToReads() { static_cast<void>(setpriority(PRIO_PROCESS, 0, kNiceness)); }

}  // namespace ebbtide
