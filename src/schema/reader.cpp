#include "schema/reader.hpp"

#include <algorithm>
#include <bitset>
#include <string>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

namespace json = boost::json;

bool IsBasic(const Type& type) { return type.kind != Kind::kObject && type.kind != Kind::kList; }

std::string_view WantedForm(Kind kind) {
  switch (kind) {
    case Kind::kNumber: return "a whole 64-bit number";
    case Kind::kBoolean: return "true or false";
    case Kind::kDate: return "a time such as 2024-02-19 13:05:58";
    case Kind::kString: return "text";
    case Kind::kBytes: return "a file part of a multipart/form-data body";
    case Kind::kObject: return "a JSON object";
    case Kind::kList: return "a list";
  }
  return "a value";
}

std::string TooLong(const Rules& rules) {
  return "must be at most " + std::to_string(rules.max_bytes) + " bytes long";
}

/// What is wrong with a text as a value of this type, or "" when it was stored.
std::string StoreBasic(const Type& type, const Rules& rules, std::string_view text, void* slot) {
  const auto wrong_form = [&] { return "must be " + std::string(WantedForm(type.kind)); };
  switch (type.kind) {
    case Kind::kNumber: {
      const auto number = ParseInteger(text);
      if (!number) return wrong_form();
      if (*number < rules.min) return "must be at least " + std::to_string(rules.min);
      if (*number > rules.max) return "must be at most " + std::to_string(rules.max);
      *static_cast<Number*>(slot) = *number;
      break;
    }
    case Kind::kBoolean:
      if (text != "true" && text != "false" && text != "True" && text != "False") {
        return wrong_form();
      }
      *static_cast<Boolean*>(slot) = text == "true" || text == "True";
      break;
    case Kind::kDate: {
      const auto moment = ParseWireTime(text);
      if (!moment) return wrong_form();
      *static_cast<Date*>(slot) = *moment;
      break;
    }
    case Kind::kString:
      if (text.size() > rules.max_bytes) return TooLong(rules);
      // Databases and C libraries would cut the text off there.
      if (text.find('\0') != std::string_view::npos) return "must not contain U+0000";
      static_cast<String*>(slot)->assign(text);
      break;
    case Kind::kBytes:
    case Kind::kObject:
    case Kind::kList: return wrong_form();
  }
  if (!rules.one_of.empty() && std::ranges::find(rules.one_of, text) == rules.one_of.end()) {
    std::string choices;
    for (const auto choice : rules.one_of) {
      choices.append(choices.empty() ? "" : ", ").append(choice);
    }
    return "must be one of " + choices;
  }
  return {};
}

/// JSON's ways to say nothing. Of a basic value they are text like any other.
bool IsAbsent(const Type& type, std::string_view text) {
  if (IsBasic(type)) return text.empty();
  const auto trimmed = Trim(text);
  return trimmed.empty() || trimmed == "null" || trimmed == R"("")";
}

std::string TooMany(const Rules& rules) {
  return "must have at most " + std::to_string(rules.max_items) + " entries";
}

/// A comma list into a list of basic values; "" when all of it was stored.
std::string StoreCommaList(const Type& list, const Rules& rules, std::string_view text,
                           void* slot) {
  const auto entries = SplitCommaList(text);
  if (entries.size() > rules.max_items) return TooMany(rules);
  for (const auto entry : entries) {
    auto problem = StoreBasic(*list.item, rules, entry, list.append(slot));
    if (!problem.empty()) return problem;
  }
  return {};
}

/// Receives Boost.JSON's parsing events and writes straight into the described struct, so that no
/// document tree is built. Containers that nobody described are counted through and dropped.
class Decoder {
 public:
  static constexpr std::size_t max_object_size = kNoLimit;
  static constexpr std::size_t max_array_size = kNoLimit;
  static constexpr std::size_t max_key_size = kNoLimit;
  static constexpr std::size_t max_string_size = kNoLimit;

  Decoder(const Type& type, const Rules& rules, std::string_view name, void* object)
      : root_type_(type), root_rules_(rules), name_(name), root_(object) {}

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code& code) { return Open(Kind::kObject, code); }
  bool on_object_end(std::size_t, json::error_code& code) { return Close(code); }
  bool on_array_begin(json::error_code& code) { return Open(Kind::kList, code); }
  bool on_array_end(std::size_t, json::error_code& code) { return Close(code); }

  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    text_.append(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    text_.append(part);
    if (skipping_ == 0) frames_.back().Select(text_);
    text_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    text_.append(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& code) {
    text_.append(part);
    return Text(code);
  }
  bool on_number_part(json::string_view part, json::error_code&) {
    text_.append(part);
    return true;
  }
  // The number's own text counts, not the parser's idea of it: an amount never becomes a double.
  bool on_int64(std::int64_t, json::string_view rest, json::error_code& code) {
    return NumberText(rest, code);
  }
  bool on_uint64(std::uint64_t, json::string_view rest, json::error_code& code) {
    return NumberText(rest, code);
  }
  bool on_double(double, json::string_view rest, json::error_code& code) {
    return NumberText(rest, code);
  }
  bool on_bool(bool value, json::error_code& code) {
    text_ = value ? "true" : "false";
    return Text(code);
  }
  bool on_null(json::error_code&) {
    CountValue();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Frame {
    const Type* type;
    void* object;
    const FieldInfo* field = nullptr;   // in an object: the one whose value comes next
    const Rules* item_rules = nullptr;  // in a list
    std::size_t begun = 0;              // in a list: how many values, absent ones too
    std::bitset<kFieldsMax> seen;

    void Select(std::string_view key) {
      const auto found = std::ranges::find(type->fields, key, &FieldInfo::name);
      field = found == type->fields.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::size_t FieldIndex() const {
      return static_cast<std::size_t>(field - type->fields.data());
    }
  };

  /// Where the value that begins now belongs; `type` is null for a value that nobody described.
  struct Target {
    const Type* type = nullptr;
    const Rules* rules = nullptr;
  };

  /// Called where a value begins, so that a path has the item's number in the document.
  void CountValue() {
    if (skipping_ == 0 && !frames_.empty()) ++frames_.back().begun;
  }

  [[nodiscard]] Target Next() const {
    if (frames_.empty()) return {&root_type_, &root_rules_};
    const Frame& frame = frames_.back();
    if (frame.type->kind == Kind::kList) return {frame.type->item, frame.item_rules};
    if (frame.field == nullptr) return {};
    return {frame.field->type, &frame.field->rules};
  }

  /// Whether one object is enough where a list of them is described.
  static bool StandsForAList(const Target& target) {
    return target.rules->one_or_many && target.type->kind == Kind::kList &&
           target.type->item->kind == Kind::kObject;
  }

  /// Makes the place for it. Fails when the list is full or the key came twice.
  bool Take(void*& slot, json::error_code& code) {
    if (frames_.empty()) {
      slot = root_;
      return true;
    }
    Frame& frame = frames_.back();
    if (frame.type->kind == Kind::kList) {
      if (frame.type->size(frame.object) >= frame.item_rules->max_items) {
        frame.begun = 0;  // it is the list that is wrong, not this item
        return Invalid(TooMany(*frame.item_rules), code);
      }
      slot = frame.type->append(frame.object);
      return true;
    }
    if (frame.seen.test(frame.FieldIndex())) return Invalid("is given twice", code);
    frame.seen.set(frame.FieldIndex());
    slot = frame.field->emplace(frame.object);
    return true;
  }

  bool Open(Kind kind, json::error_code& code) {
    CountValue();
    const Target target = skipping_ == 0 ? Next() : Target{};
    if (target.type == nullptr) {
      ++skipping_;
      return true;
    }
    const bool one_of_many = kind == Kind::kObject && StandsForAList(target);
    if (target.type->kind != kind && !one_of_many) {
      return Invalid("must be " + std::string(WantedForm(target.type->kind)), code);
    }
    void* slot = nullptr;
    if (!Take(slot, code)) return false;
    // The list itself gets no frame: nothing of it is in the document, so its path has no `[0]`.
    frames_.push_back({.type = one_of_many ? target.type->item : target.type,
                       .object = one_of_many ? target.type->append(slot) : slot,
                       .item_rules = target.rules,
                       .seen = {}});
    return true;
  }

  bool Close(json::error_code& code) {
    if (skipping_ != 0) {
      --skipping_;
      return true;
    }
    Frame& frame = frames_.back();
    for (const auto& field : frame.type->fields) {
      frame.field = &field;
      const bool seen = frame.seen.test(frame.FieldIndex());
      const bool filled = seen && !(field.type->kind == Kind::kList &&
                                    field.type->size(field.get(frame.object)) == 0);
      if (field.rules.required && !filled) {
        return Fail(MissingArgument(name_, Path() + " is required"), code);
      }
    }
    frames_.pop_back();
    return true;
  }

  bool NumberText(json::string_view rest, json::error_code& code) {
    text_.append(rest);
    return Text(code);
  }

  /// A scalar has ended; its text is in `text_`.
  bool Text(json::error_code& code) {
    CountValue();
    const std::string text = std::exchange(text_, {});
    const Target target = skipping_ == 0 ? Next() : Target{};
    if (target.type == nullptr || text.empty()) return true;
    const bool comma_list = target.type->kind == Kind::kList && IsBasic(*target.type->item);
    if (!IsBasic(*target.type) && !comma_list) {
      return Invalid("must be " + std::string(WantedForm(target.type->kind)), code);
    }
    void* slot = nullptr;
    if (!Take(slot, code)) return false;
    auto problem = comma_list ? StoreCommaList(*target.type, *target.rules, text, slot)
                              : StoreBasic(*target.type, *target.rules, text, slot);
    return problem.empty() || Invalid(problem, code);
  }

  bool Invalid(const std::string& problem, json::error_code& code) {
    return Fail(InvalidArgument(name_, Path() + " " + problem), code);
  }

  bool Fail(Error error, json::error_code& code) {
    error_ = std::move(error);
    code = json::error::syntax;  // any code stops the parser
    return false;
  }

  /// `order_user_refund_info.sub_refund_orders[1].refund_fee`, of the current place.
  [[nodiscard]] std::string Path() const {
    std::string path(name_);
    for (const auto& frame : frames_) {
      if (frame.type->kind == Kind::kObject) {
        if (frame.field != nullptr) path.append(".").append(frame.field->name);
      } else if (frame.begun != 0) {
        path.append("[").append(std::to_string(frame.begun - 1)).append("]");
      }
    }
    return path;
  }

  const Type& root_type_;
  const Rules& root_rules_;
  std::string_view name_;
  void* root_;
  std::vector<Frame> frames_;
  std::size_t skipping_ = 0;
  std::string text_;
  std::optional<Error> error_;
};

Result<void> DecodeJson(const Type& type, const Rules& rules, std::string_view text,
                        std::string_view name, void* object) {
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::basic_parser<Decoder> parser(options, type, rules, name, object);
  json::error_code code;
  const auto read = parser.write_some(false, text.data(), text.size(), code);
  if (parser.handler().error()) return *parser.handler().error();
  if (code || read != text.size()) {
    return InvalidArgument(name, std::string(name) + " is not valid JSON near byte " +
                                     std::to_string(read) +
                                     (code ? ": " + code.message() : std::string{}));
  }
  return {};
}

Result<void> ReadParameter(const FieldInfo& field, std::string_view text, void* slot) {
  const Type& type = *field.type;
  const bool comma_list = type.kind == Kind::kList && IsBasic(*type.item);
  if (!IsBasic(type) && !(comma_list && !Trim(text).starts_with('['))) {
    return DecodeJson(type, field.rules, text, field.name, slot);
  }
  const auto problem = comma_list ? StoreCommaList(type, field.rules, text, slot)
                                  : StoreBasic(type, field.rules, text, slot);
  if (!problem.empty()) {
    return InvalidArgument(field.name, std::string(field.name) + " " + problem);
  }
  return {};
}

Result<void> ReadFile(const FieldInfo& field, const FilePart& file, void* slot) {
  if (file.content.size() > field.rules.max_bytes) {
    return InvalidArgument(field.name, std::string(field.name) + " " + TooLong(field.rules));
  }
  static_cast<Bytes*>(slot)->content.assign(file.content);
  return {};
}

/// Whether there is something of it; a list without entries and an empty file are nothing.
Result<bool> ReadField(const FieldInfo& field, const Parameters& parameters, void* object) {
  const auto* const file =
      field.type->kind == Kind::kBytes ? parameters.FindFile(field.name) : nullptr;
  if (file != nullptr && !file->content.empty()) {
    RETURN_IF_ERROR(ReadFile(field, *file, field.emplace(object)));
    return true;
  }
  const auto text = parameters.Get(field.name);
  if (IsAbsent(*field.type, text)) return false;
  RETURN_IF_ERROR(ReadParameter(field, text, field.emplace(object)));
  return field.type->kind != Kind::kList || field.type->size(field.get(object)) != 0;
}

}  // namespace

Result<void> ReadParameters(const Type& type, const Parameters& parameters, void* object) {
  for (const auto& field : type.fields) {
    ASSIGN_OR_RETURN(const bool filled, ReadField(field, parameters, object));
    if (field.rules.required && !filled) {
      return MissingArgument(field.name,
                             "send " + std::string(field.name) + ": " + std::string(field.doc));
    }
  }
  return {};
}

Result<void> ReadJson(const Type& type, std::string_view json_text, std::string_view name,
                      void* object) {
  if (IsAbsent(type, json_text)) {
    return MissingArgument(name, std::string(name) + " must be " +
                                     std::string(WantedForm(type.kind)) + ", not nothing");
  }
  return DecodeJson(type, Rules{}, json_text, name, object);
}

}  // namespace ebbtide::schema
