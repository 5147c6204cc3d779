#pragma once

namespace ebbtide {

/// Lets the calling thread, for good, step back where there are too few processors for all: for
/// threads that write, since who waits for a write waits for a disk anyway. Those that answer calls
/// do not step back.
void StepBack();

}  // namespace ebbtide
