#pragma once

#include <string>
#include <string_view>

namespace ebbtide::top {

/// Between the calls of a batch and between their answers, where nothing else is asked for.
inline constexpr std::string_view kBatchSeparator = "\r\n-S-\r\n";

/// One that stands in no text by chance or on purpose.
std::string NewBatchSeparator();

}  // namespace ebbtide::top
