#include "base/thread.hpp"

#include <sys/resource.h>

namespace ebbtide {

// On Linux, 0 is the thread. Where it cannot be done everything works as well, only later.
void StepBack(Niceness by) {
  static_cast<void>(setpriority(PRIO_PROCESS, 0, static_cast<int>(by)));
}

}  // namespace ebbtide
