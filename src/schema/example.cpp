#include "schema/example.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

/// Whether some field below has an example, so that a struct of bare fields stays absent.
bool HasExample(const Type& type, const Rules& rules) {
  if (type.kind == Kind::kList) return HasExample(*type.item, rules);
  if (type.kind == Kind::kBytes) return false;  // no text can show a file
  if (type.kind != Kind::kObject) return !rules.example.empty();
  for (const auto& field : type.fields) {
    if (HasExample(*field.type, field.rules)) return true;
  }
  return false;
}

void Fill(const Type& type, const Rules& rules, void* value) {
  const std::string_view example = rules.example;
  const auto wrong = [&] { return std::logic_error("bad example: " + std::string(example)); };
  switch (type.kind) {
    case Kind::kNumber:
      if (!ParseInteger(example)) throw wrong();
      *static_cast<Number*>(value) = *ParseInteger(example);
      break;
    case Kind::kBoolean:
      if (example != "true" && example != "false") throw wrong();
      *static_cast<Boolean*>(value) = example == "true";
      break;
    case Kind::kDate:
      if (!ParseWireTime(example)) throw wrong();
      *static_cast<Date*>(value) = *ParseWireTime(example);
      break;
    case Kind::kString: static_cast<String*>(value)->assign(example); break;
    case Kind::kBytes: throw wrong();
    case Kind::kObject: FillExample(type, value); break;
    case Kind::kList: Fill(*type.item, rules, type.append(value)); break;
  }
}

}  // namespace

void FillExample(const Type& type, void* object) {
  for (const auto& field : type.fields) {
    if (HasExample(*field.type, field.rules)) {
      Fill(*field.type, field.rules, field.emplace(object));
    }
  }
}

}  // namespace ebbtide::schema
