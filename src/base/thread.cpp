#include "base/thread.hpp"

#include <sys/resource.h>

namespace ebbtide {
namespace {

/// A tenth of the processor each beside one who answers. With 7, writes are a fifth more, but reads
/// that want two thirds of it cannot keep up while both threads work, and wait for 50 to 200 ms.
constexpr int kNiceness = 10;

}  // namespace

// On Linux, 0 is the thread. Where it cannot be done everything works as well, only later.
void StepBack() { static_cast<void>(setpriority(PRIO_PROCESS, 0, kNiceness)); }

}  // namespace ebbtide
