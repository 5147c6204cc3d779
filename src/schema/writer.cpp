#include "schema/writer.hpp"

#include <array>
#include <stdexcept>

#include "base/sink.hpp"

namespace ebbtide::schema {
namespace {

[[noreturn]] void RefuseBytes() { throw std::logic_error("an answer has no byte[]"); }

using Marks = std::array<bool, 256>;

/// Control characters and `marked` ones.
constexpr Marks MarksOf(std::string_view marked) {
  Marks marks{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) marks[byte] = true;
  for (const char c : marked) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}

/// Puts the text, of which `put` takes what is marked: at an index of it, and gives the next one.
template <class PutMarked>
void PutEscaped(std::string_view text, const Marks& marks, Sink& out, PutMarked put) {
  std::size_t plain_begin = 0;
  const auto is_marked = [&](std::size_t i) { return marks[static_cast<unsigned char>(text[i])]; };
  for (std::size_t i = 0; i < text.size();) {
    if (i + 4 <= text.size() &&
        !(is_marked(i) || is_marked(i + 1) || is_marked(i + 2) || is_marked(i + 3))) {
      i += 4;
      continue;
    }
    if (!is_marked(i)) {
      ++i;
      continue;
    }
    out.Put(text.substr(plain_begin, i - plain_begin));
    i = plain_begin = put(i);
  }
  out.Put(text.substr(plain_begin));
}

void PutJsonString(std::string_view text, Sink& out) {
  static constexpr Marks kMarks = MarksOf("\"\\");
  out.Put('"');
  PutEscaped(text, kMarks, out, [&](std::size_t i) {
    switch (text[i]) {
      case '"': out.Put("\\\""); break;
      case '\\': out.Put("\\\\"); break;
      case '\n': out.Put("\\n"); break;
      case '\r': out.Put("\\r"); break;
      case '\t': out.Put("\\t"); break;
      default: break;  // left out
    }
    return i + 1;
  });
  out.Put('"');
}

void PutXmlText(std::string_view text, Sink& out) {
  constexpr std::string_view kNonCharacterLead = "\xEF\xBF";  // then BE or BF: U+FFFE, U+FFFF
  static constexpr Marks kMarks = MarksOf("&<>\"\xEF");
  PutEscaped(text, kMarks, out, [&](std::size_t i) {
    switch (text[i]) {
      case '&': out.Put("&amp;"); break;
      case '<': out.Put("&lt;"); break;
      case '>': out.Put("&gt;"); break;
      case '"': out.Put("&quot;"); break;
      // Parsers make LF of a raw one; and no text may hold a batch's separator.
      case '\r': out.Put("&#13;"); break;
      case '\xEF':
        if (text.substr(i, 2) == kNonCharacterLead && i + 2 < text.size() &&
            static_cast<unsigned char>(text[i + 2]) >= 0xBE) {
          return i + 3;
        }
        out.Put(text[i]);
        break;
      case '\t':
      case '\n': out.Put(text[i]); break;
      default: break;  // left out
    }
    return i + 1;
  });
}

std::string_view TextOf(Boolean value) { return value ? "true" : "false"; }

void PutJson(const Type& type, const void* object, JsonLists lists, Sink& out);

void PutJsonObject(const Type& type, const void* object, JsonLists lists, Sink& out) {
  std::string_view before = "{\"";
  for (const auto& field : type.fields) {
    const void* const member = field.get(object);
    if (member == nullptr) continue;
    out.Put(before, field.name, "\":");
    before = ",\"";
    PutJson(*field.type, member, lists, out);
  }
  out.Put(before.front() == '{' ? "{}" : "}");
}

void PutJsonList(const Type& type, const void* list, JsonLists lists, Sink& out) {
  const auto size = type.size(list);
  const bool tagged = lists == JsonLists::kTagged;
  if (tagged && size == 0) {
    out.Put("{}");
    return;
  }
  if (tagged) {
    out.Put("{\"", type.item->tag, "\":[");
  } else {
    out.Put('[');
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) out.Put(',');
    PutJson(*type.item, type.at(list, i), lists, out);
  }
  out.Put(tagged ? "]}" : "]");
}

void PutJson(const Type& type, const void* object, JsonLists lists, Sink& out) {
  switch (type.kind) {
    case Kind::kNumber: out.Put(*static_cast<const Number*>(object)); break;
    case Kind::kBoolean: out.Put(TextOf(*static_cast<const Boolean*>(object))); break;
    case Kind::kDate: out.Put("\"", ToWireTime(*static_cast<const Date*>(object)), "\""); break;
    case Kind::kString: return PutJsonString(*static_cast<const String*>(object), out);
    case Kind::kBytes: RefuseBytes();
    case Kind::kObject: return PutJsonObject(type, object, lists, out);
    case Kind::kList: return PutJsonList(type, object, lists, out);
  }
}

void PutXmlElement(std::string_view tag, const Type& type, const void* value, Sink& out);

void PutXmlMembers(const Type& type, const void* object, Sink& out) {
  for (const auto& field : type.fields) {
    if (const void* const member = field.get(object)) {
      PutXmlElement(field.name, *field.type, member, out);
    }
  }
}

void PutXmlElement(std::string_view tag, const Type& type, const void* value, Sink& out) {
  out.Put("<", tag, ">");
  switch (type.kind) {
    case Kind::kNumber: out.Put(*static_cast<const Number*>(value)); break;
    case Kind::kBoolean: out.Put(TextOf(*static_cast<const Boolean*>(value))); break;
    case Kind::kDate: out.Put(ToWireTime(*static_cast<const Date*>(value))); break;
    case Kind::kString: PutXmlText(*static_cast<const String*>(value), out); break;
    case Kind::kBytes: RefuseBytes();
    case Kind::kObject: PutXmlMembers(type, value, out); break;
    case Kind::kList:
      for (std::size_t i = 0; i < type.size(value); ++i) {
        PutXmlElement(type.item->tag, *type.item, type.at(value, i), out);
      }
      break;
  }
  out.Put("</", tag, ">");
}

}  // namespace

void WriteJson(const Type& type, const void* object, JsonLists lists, std::string& out) {
  Sink sink(out);
  PutJson(type, object, lists, sink);
}

void WriteXml(const Type& type, const void* object, std::string& out) {
  Sink sink(out);
  PutXmlMembers(type, object, sink);
}

void WriteJsonString(std::string_view text, std::string& out) {
  Sink sink(out);
  PutJsonString(text, sink);
}

void WriteXmlText(std::string_view text, std::string& out) {
  Sink sink(out);
  PutXmlText(text, sink);
}

}  // namespace ebbtide::schema
