#pragma once

namespace ebbtide {

/// Gives the calling thread a smaller share of the processors where there are too few for all:
/// those that answer reads go first, and who waits for a write waits for a disk anyway.
void YieldToReads();

}  // namespace ebbtide
