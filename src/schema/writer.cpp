#include "schema/writer.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace ebbtide::schema {
namespace {

void AppendNumber(Number number, std::string& out) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

[[noreturn]] void RefuseBytes() { throw std::logic_error("an answer has no byte[]"); }

void WriteJsonObject(const Type& type, const void* object, JsonLists lists, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& field : type.fields) {
    const void* const member = field.get(object);
    if (member == nullptr) continue;
    if (!first) out += ',';
    first = false;
    out += '"';
    out.append(field.name).append("\":");
    WriteJson(*field.type, member, lists, out);
  }
  out += '}';
}

void WriteJsonList(const Type& type, const void* list, JsonLists lists, std::string& out) {
  const auto size = type.size(list);
  const bool tagged = lists == JsonLists::kTagged;
  if (tagged && size == 0) {
    out += "{}";
    return;
  }
  if (tagged) out.append("{\"").append(type.item->tag).append("\":");
  out += '[';
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) out += ',';
    WriteJson(*type.item, type.at(list, i), lists, out);
  }
  out += tagged ? "]}" : "]";
}

void WriteXmlElement(std::string_view tag, const Type& type, const void* value, std::string& out) {
  out.append("<").append(tag).append(">");
  switch (type.kind) {
    case Kind::kNumber: AppendNumber(*static_cast<const Number*>(value), out); break;
    case Kind::kBoolean: out += *static_cast<const Boolean*>(value) ? "true" : "false"; break;
    case Kind::kDate: out += ToWireTime(*static_cast<const Date*>(value)); break;
    case Kind::kString: WriteXmlText(*static_cast<const String*>(value), out); break;
    case Kind::kBytes: RefuseBytes();
    case Kind::kObject: WriteXml(type, value, out); break;
    case Kind::kList:
      for (std::size_t i = 0; i < type.size(value); ++i) {
        WriteXmlElement(type.item->tag, *type.item, type.at(value, i), out);
      }
      break;
  }
  out.append("</").append(tag).append(">");
}

}  // namespace

void WriteJson(const Type& type, const void* object, JsonLists lists, std::string& out) {
  switch (type.kind) {
    case Kind::kNumber: AppendNumber(*static_cast<const Number*>(object), out); break;
    case Kind::kBoolean: out += *static_cast<const Boolean*>(object) ? "true" : "false"; break;
    case Kind::kDate:
      out.append("\"").append(ToWireTime(*static_cast<const Date*>(object))).append("\"");
      break;
    case Kind::kString: WriteJsonString(*static_cast<const String*>(object), out); break;
    case Kind::kBytes: RefuseBytes();
    case Kind::kObject: WriteJsonObject(type, object, lists, out); break;
    case Kind::kList: WriteJsonList(type, object, lists, out); break;
  }
}

void WriteXml(const Type& type, const void* object, std::string& out) {
  for (const auto& field : type.fields) {
    if (const void* const member = field.get(object)) {
      WriteXmlElement(field.name, *field.type, member, out);
    }
  }
}

void WriteJsonString(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain_begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text.substr(plain_begin, i - plain_begin));
    plain_begin = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: break;  // left out
    }
  }
  out.append(text.substr(plain_begin)) += '"';
}

void WriteXmlText(std::string_view text, std::string& out) {
  constexpr std::string_view kNonCharacterLead = "\xEF\xBF";  // then BE or BF: U+FFFE, U+FFFF
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      // Parsers make LF of a raw one; and no text may hold a batch's separator.
      case '\r': out += "&#13;"; break;
      case '\xEF':
        if (text.substr(i, 2) == kNonCharacterLead && i + 2 < text.size() &&
            static_cast<unsigned char>(text[i + 2]) >= 0xBE) {
          i += 2;
        } else {
          out += c;
        }
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
    }
  }
}

}  // namespace ebbtide::schema
