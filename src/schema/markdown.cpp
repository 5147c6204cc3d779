#include "schema/markdown.hpp"

namespace ebbtide::schema {
namespace {

std::string TypeText(const Type& type) {
  return type.kind == Kind::kList ? TypeText(*type.item) + "[]" : std::string(type.name);
}

/// A `|` would end the cell.
std::string CellText(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string RulesText(const Rules& rules) {
  std::string text = rules.required ? "required" : "";
  const auto add = [&](const std::string& rule) { text.append(text.empty() ? "" : "; ") += rule; };
  if (rules.min != std::numeric_limits<Number>::min()) add("min " + std::to_string(rules.min));
  if (rules.max != std::numeric_limits<Number>::max()) add("max " + std::to_string(rules.max));
  if (rules.one_or_many) add("a single object will do");
  if (rules.max_items != kNoLimit) add("max " + std::to_string(rules.max_items) + " items");
  if (rules.max_bytes != kNoLimit) add("max " + std::to_string(rules.max_bytes) + " bytes");
  std::string choices;
  for (const auto choice : rules.one_of) choices.append(choices.empty() ? "" : ", ").append(choice);
  if (!choices.empty()) add("one of " + choices);
  return text;
}

void WriteRows(const Type& type, TableOf kind, const std::string& prefix, std::string& out) {
  for (const auto& field : type.fields) {
    const bool list = field.type->kind == Kind::kList;
    const Type& inner = list ? *field.type->item : *field.type;
    const std::string path = prefix + std::string(field.name) + (list ? "[]" : "");
    out.append("| `").append(path).append("` | ").append(TypeText(*field.type)).append(" | ");
    if (kind == TableOf::kRequest) out.append(RulesText(field.rules)).append(" | ");
    const std::string example = CellText(field.rules.example);
    out.append(example.empty() ? "" : "`" + example + "`").append(" | ");
    out.append(CellText(field.doc)).append(" |\n");
    if (inner.kind == Kind::kObject) WriteRows(inner, kind, path + ".", out);
  }
}

}  // namespace

void WriteFieldTable(const Type& type, TableOf kind, std::string& out) {
  out += kind == TableOf::kRequest ? "| field | type | rules | example | meaning |\n|-|-|-|-|-|\n"
                                   : "| field | type | example | meaning |\n|-|-|-|-|\n";
  WriteRows(type, kind, "", out);
}

}  // namespace ebbtide::schema
