#include "base/thread.hpp"

#include <sys/resource.h>

namespace ebbtide {
namespace {

/// A fifth of the processor beside one who answers. With 10 writes waited half as long again, and
/// reads no less; with 5 reads at half of their peak could no longer keep up.
constexpr int kNiceness = 7;

}  // namespace

// On Linux, 0 is the thread. Where it cannot be done everything works as well, only later.
void StepBack() { static_cast<void>(setpriority(PRIO_PROCESS, 0, kNiceness)); }

}  // namespace ebbtide
