#pragma once

#include <cstdint>
#include <string_view>

#include "schema/type.hpp"

/// Every TOP method that Ebbtide describes: one header each, which is also its documentation page.
namespace ebbtide::contract {

using schema::Boolean;
using schema::Bytes;
using schema::Date;
using schema::Field;
using schema::List;
using schema::Maybe;
using schema::Number;
using schema::Object;
using schema::String;

/// Who the caller acts for: the owners that are bound to the app, or the user of a session, who
/// must be of the kind that the method is for (refund-domain section 9).
enum class Session : std::uint8_t {
  kNone,
  kSeller,
  kBuyer,
  kSellerOrBuyer,
  kPlatform,  ///< its staff, and who pays for it
};

/// Where the method runs (design, decision 7): beside other reads, or in the single file of writes.
enum class Lane : std::uint8_t { kRead, kWrite };

/// What the gateway and the reference pages know of a method beyond its fields.
struct ApiInfo {
  std::string_view name;      ///< alibaba.wdk.order.refund.get
  std::string_view title;     ///< a line
  std::string_view category;  ///< of the platform's documentation
  std::string_view notes;     ///< rules that no single field can say; Markdown
  Session session = Session::kNone;
  Lane lane = Lane::kRead;
};

/// Ties a method's name to the structs of its request and response.
template <class RequestType, class ResponseType>
struct Api {
  using Request = RequestType;
  using Response = ResponseType;
  ApiInfo info;
};

/// Bounds that hold for every amount and count on the wire: far above any real one, and small
/// enough that no sum of a call's values leaves 64 bits.
inline constexpr Number kFenMax = 1'000'000'000'000;  // 10 billion yuan
inline constexpr Number kPiecesMax = 1'000'000'000;
inline constexpr std::size_t kIdBytesMax = 64;
inline constexpr std::size_t kTextBytesMax = 2'000;

}  // namespace ebbtide::contract
