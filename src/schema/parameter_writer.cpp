#include "schema/parameter_writer.hpp"

#include "base/text.hpp"
#include "schema/writer.hpp"

namespace ebbtide::schema {
namespace {

bool IsBasic(const Type& type) { return type.kind != Kind::kObject && type.kind != Kind::kList; }

std::string ToJson(const Type& type, const void* value) {
  std::string json;
  WriteJson(type, value, JsonLists::kPlain, json);
  return json;
}

std::string ToText(const Type& type, const void* value) {
  if (type.kind == Kind::kString) return *static_cast<const String*>(value);
  if (type.kind == Kind::kDate) return ToWireTime(*static_cast<const Date*>(value));
  return ToJson(type, value);
}

/// Whether a reader of comma lists takes it for one entry and gives it back as it is.
bool FitsCommaList(std::string_view entry) {
  return !entry.empty() && Trim(entry) == entry && entry.find(',') == std::string_view::npos &&
         !entry.starts_with('[');
}

std::string ListText(const Type& list, const void* value) {
  std::string commas;
  for (std::size_t i = 0; i < list.size(value); ++i) {
    const std::string entry = ToText(*list.item, list.at(value, i));
    if (!FitsCommaList(entry)) return ToJson(list, value);
    commas.append(i == 0 ? "" : ",").append(entry);
  }
  return commas;
}

}  // namespace

WrittenParameters WriteParameters(const Type& type, const void* object) {
  WrittenParameters written;
  for (const auto& field : type.fields) {
    const void* const member = field.get(object);
    if (member == nullptr) continue;
    const Type& kind = *field.type;
    if (kind.kind == Kind::kBytes) {
      const std::string_view content = static_cast<const Bytes*>(member)->content;
      if (!content.empty()) written.files.emplace_back(field.name, content);
      continue;
    }
    const bool list = kind.kind == Kind::kList;
    if (list && kind.size(member) == 0) continue;
    std::string text = IsBasic(kind)                 ? ToText(kind, member)
                       : list && IsBasic(*kind.item) ? ListText(kind, member)
                                                     : ToJson(kind, member);
    if (!text.empty()) written.texts.emplace_back(field.name, std::move(text));
  }
  return written;
}

}  // namespace ebbtide::schema
