#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "protocol/error_codes.hpp"
#include "schema/type.hpp"

namespace ebbtide::protocol {

/// The two forms of an answer; XML when the caller does not say.
enum class Format : std::uint8_t { kXml, kJson };

/// How one answer is to look.
struct Style {
  Format format = Format::kXml;
  bool simplify = false;  ///< JSON only: no root and no list wrappers (top-protocol 6.4)
};

/// What every answer carries beside its content.
struct Stamp {
  std::string_view request_id;
  std::string_view host_label;  ///< in the comment that ends an XML document
};

/// `taobao.epp.refund.get` → `epp_refund_get_response` (top-protocol 6.1).
std::string RootName(std::string_view method);

/// 12 characters 0-9a-z, as the live gateway's look (top-protocol 6.5).
std::string NewRequestId(Random& random);

/// The document of a success: `response` is a value of `type`, the method's response struct.
std::string WriteAnswer(std::string_view method, const schema::Type& type, const void* response,
                        const Style& style, const Stamp& stamp);

/// The document of an error. `simplify` does not change it.
std::string WriteError(const TopError& error, Format format, const Stamp& stamp);

/// The header that SDKs need to read the document as UTF-8 (top-protocol section 5).
std::string_view ContentType(Format format);

}  // namespace ebbtide::protocol
