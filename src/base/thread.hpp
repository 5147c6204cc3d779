#pragma once

namespace ebbtide {

/// How far a thread steps back where there are too few processors for all; those that answer calls
/// do not.
enum class Niceness : int {
  kLogCopier = 5,  ///< goes before the writer, who would have to wait for it
  kWriter = 10,    ///< who waits for a write waits for a disk anyway
};

/// Of the calling thread, for good.
void StepBack(Niceness by);

}  // namespace ebbtide
