#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/pfr/tuple_size.hpp>

#include "base/clock.hpp"

/// Structs that describe themselves. A struct has a static `Describe()` that lists its members, in
/// wire order, with one row of documentation and rules each; from it come constexpr tables
/// (`kType<T>`), and one engine per format reads the tables: parameters, JSON, XML, Markdown.
///
///     struct Query {
///       Number biz_order_id = 0;
///       static constexpr auto Describe() {
///         return Object("RefundQueryByOrderIdRequest",
///                       Field<&Query::biz_order_id>("Order number.", {.example = "1"}));
///       }
///     };
///
/// A member's name is its wire name; a member that is not described does not compile.
namespace ebbtide::schema {

/// TOP's basic types (methods.md, notation).
enum class Kind : std::uint8_t { kNumber, kString, kBoolean, kDate, kBytes, kObject, kList };

using Number = std::int64_t;
using String = std::string;
using Boolean = bool;
using Date = Timestamp;
/// The content of a file part of a multipart request; in requests only (top-protocol section 3).
struct Bytes {
  std::string content;
};
template <class T>
using List = std::vector<T>;
/// A member that may be absent on the wire.
template <class T>
using Maybe = std::optional<T>;

struct Type;

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

/// What a field's documentation says beyond its name and type. The reader enforces all of it but
/// the example. Limits are inclusive (top-protocol section 8).
struct Rules {
  std::string_view example{};
  bool required = false;
  Number min = std::numeric_limits<Number>::min();
  Number max = std::numeric_limits<Number>::max();
  std::size_t max_items = kNoLimit;
  std::size_t max_bytes = kNoLimit;            ///< of a String's UTF-8, of a byte[]
  std::span<const std::string_view> one_of{};  ///< for a Number: in decimal
  bool one_or_many = false;  ///< of a list of structs: a single object stands for a list of one
};

struct FieldInfo {
  std::string_view name;
  std::string_view doc;
  Rules rules;
  const Type* type;
  const void* (*get)(const void* object);  ///< nullptr when the member is absent
  void* (*emplace)(void* object);          ///< makes the member present
  void (*reset)(void* object);             ///< makes it absent; nullptr when it never is
};

/// A type as data. All of it has static storage duration and never changes.
struct Type {
  Kind kind;
  std::string_view name;                ///< as the documentation names it: RefundItemDTO
  std::string_view tag;                 ///< as a list names an item: refund_item_d_t_o
  std::span<const FieldInfo> fields{};  // kObject
  const Type* item = nullptr;           // kList
  std::size_t (*size)(const void* list) = nullptr;               // kList
  const void* (*at)(const void* list, std::size_t i) = nullptr;  // kList
  void* (*append)(void* list) = nullptr;                         // kList
};

/// So that a decoder can tell which fields it has seen without allocating.
inline constexpr std::size_t kFieldsMax = 256;

template <std::size_t N>
struct ObjectInfo {
  std::string_view name;
  std::array<FieldInfo, N> fields;
};

/// `name` is the class name of the platform's documentation page.
template <class... F>
constexpr auto Object(std::string_view name, F... fields) {
  static_assert(sizeof...(F) <= kFieldsMax);
  return ObjectInfo<sizeof...(F)>{name, {fields...}};
}

namespace detail {

template <class T>
concept Described = requires {
  T::Describe();
};

template <class T>
inline constexpr bool kIsMaybe = false;
template <class T>
inline constexpr bool kIsMaybe<std::optional<T>> = true;

template <class>
struct Member;
template <class O, class V>
struct Member<V O::*> {
  using Owner = O;
  using Value = V;
};

/// The member's identifier, cut from the compiler's spelling of this function:
/// `... M = &ns::Row::refund_id; ...` or `... M = (& ns::Row::refund_id)]`.
template <auto M>
constexpr std::string_view MemberName() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("M = "));
  text = text.substr(0, text.find_first_of(";])"));
  return text.substr(text.rfind(':') + 1);
}

inline constexpr std::size_t kTagBytesMax = 96;
struct Tag {
  std::array<char, kTagBytesMax> text{};
  std::size_t size = 0;
};

/// RefundItemDTO → refund_item_d_t_o: the gateway's rule for list items (top-protocol 6.1).
constexpr Tag TagOf(std::string_view name) {
  Tag tag;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && tag.size != 0) tag.text[tag.size++] = '_';
    tag.text[tag.size++] = upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return tag;
}
template <class T>
inline constexpr Tag kTag = TagOf(T::Describe().name);

template <class T>
inline constexpr auto kObject = [] {
  constexpr auto object = T::Describe();
  static_assert(object.fields.size() == boost::pfr::tuple_size_v<T>,
                "every member must be described");
  return object;
}();

}  // namespace detail

/// The table of T: a basic type, a described struct, or a List of either.
template <class T>
extern const Type kType;
template <>
inline constexpr Type kType<Number>{.kind = Kind::kNumber, .name = "Number", .tag = "number"};
template <>
inline constexpr Type kType<String>{.kind = Kind::kString, .name = "String", .tag = "string"};
template <>
inline constexpr Type kType<Boolean>{.kind = Kind::kBoolean, .name = "Boolean", .tag = "boolean"};
template <>
inline constexpr Type kType<Date>{.kind = Kind::kDate, .name = "Date", .tag = "date"};
template <>
inline constexpr Type kType<Bytes>{.kind = Kind::kBytes, .name = "byte[]", .tag = "byte[]"};
template <detail::Described T>
inline constexpr Type kType<T>{.kind = Kind::kObject,
                               .name = detail::kObject<T>.name,
                               .tag = {detail::kTag<T>.text.data(), detail::kTag<T>.size},
                               .fields = detail::kObject<T>.fields};
template <class T>
inline constexpr Type kType<List<T>>{
    .kind = Kind::kList,
    .name = "List",
    .tag = "list",
    .item = &kType<T>,
    .size = [](const void* list) { return static_cast<const List<T>*>(list)->size(); },
    .at = [](const void* list, std::size_t i) -> const void* {
      return &(*static_cast<const List<T>*>(list))[i];
    },
    .append = [](void* list) -> void* { return &static_cast<List<T>*>(list)->emplace_back(); }};

/// One row of a description. `doc` is one sentence in our own words.
template <auto M>
constexpr FieldInfo Field(std::string_view doc, Rules rules = {}) {
  using Owner = typename detail::Member<decltype(M)>::Owner;
  using Value = typename detail::Member<decltype(M)>::Value;
  FieldInfo field{.name = detail::MemberName<M>(),
                  .doc = doc,
                  .rules = rules,
                  .type = nullptr,
                  .get = nullptr,
                  .emplace = nullptr,
                  .reset = nullptr};
  if constexpr (detail::kIsMaybe<Value>) {
    field.type = &kType<typename Value::value_type>;
    field.get = [](const void* object) -> const void* {
      const auto& member = static_cast<const Owner*>(object)->*M;
      return member ? &*member : nullptr;
    };
    field.emplace = [](void* object) -> void* {
      return &(static_cast<Owner*>(object)->*M).emplace();
    };
    field.reset = [](void* object) { (static_cast<Owner*>(object)->*M).reset(); };
  } else {
    field.type = &kType<Value>;
    field.get = [](const void* object) -> const void* {
      return &(static_cast<const Owner*>(object)->*M);
    };
    field.emplace = [](void* object) -> void* { return &(static_cast<Owner*>(object)->*M); };
  }
  return field;
}

}  // namespace ebbtide::schema
