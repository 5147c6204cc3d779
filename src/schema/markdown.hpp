#pragma once

#include <string>

#include "schema/type.hpp"

namespace ebbtide::schema {

/// Whether the table is of a request (with its rules) or of an answer.
enum class TableOf : std::uint8_t { kRequest, kResponse };

/// Appends a Markdown table with one row per field of `type`, nested fields under their path
/// (`result.orders[].refund_id`). The generated reference pages are made of these.
void WriteFieldTable(const Type& type, TableOf kind, std::string& out);

}  // namespace ebbtide::schema
