#include "schema/fields.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace ebbtide::schema {
namespace {

using Paths = std::vector<std::string_view>;
using Objects = std::vector<void*>;

/// `refundId` is `refund_id`.
bool SameName(std::string_view a, std::string_view b) {
  const auto plain = [](std::string_view name) {
    std::string letters = ToLower(name);
    std::erase(letters, '_');
    return letters;
  };
  return plain(a) == plain(b);
}

/// What the items of a list are, or of its lists.
const Type& InnermostOf(const Type& type) {
  return type.kind == Kind::kList ? InnermostOf(*type.item) : type;
}

bool LeadsToAField(const Type& type, std::string_view path) {
  const auto dot = path.find('.');
  return std::ranges::any_of(type.fields, [&](const FieldInfo& field) {
    return SameName(field.name, path.substr(0, dot)) &&
           (dot == std::string_view::npos ||
            LeadsToAField(InnermostOf(*field.type), path.substr(dot + 1)));
  });
}

/// What is wanted of one member; neither means nothing.
struct Wanted {
  bool whole = false;
  Paths inside;
};

Wanted WantedOf(const FieldInfo& field, const Paths& paths) {
  Wanted wanted;
  for (const auto path : paths) {
    const auto dot = path.find('.');
    if (!SameName(field.name, path.substr(0, dot))) continue;
    if (dot == std::string_view::npos) {
      wanted.whole = true;
    } else if (LeadsToAField(InnermostOf(*field.type), path.substr(dot + 1))) {
      wanted.inside.push_back(path.substr(dot + 1));
    }
  }
  return wanted;
}

/// Adds the structs of a value: itself, or all that are in a list. `value` is part of an object
/// that may be changed; tables only know how to look at it.
void AddObjects(const Type& type, const void* value, Objects& objects) {
  if (value == nullptr) return;
  if (type.kind == Kind::kObject) objects.push_back(const_cast<void*>(value));
  if (type.kind != Kind::kList) return;
  for (std::size_t i = 0; i < type.size(value); ++i) {
    AddObjects(*type.item, type.at(value, i), objects);
  }
}

/// All objects of a level at once, so that names are compared once and not for each row.
void Keep(const Type& type, const Objects& objects, const Paths& paths) {
  for (const auto& field : type.fields) {
    const Wanted wanted = WantedOf(field, paths);
    if (wanted.whole) continue;
    if (wanted.inside.empty()) {
      if (field.reset != nullptr) std::ranges::for_each(objects, field.reset);
      continue;
    }
    Objects inner;
    for (void* const object : objects) AddObjects(*field.type, field.get(object), inner);
    Keep(InnermostOf(*field.type), inner, wanted.inside);
  }
}

}  // namespace

void KeepFields(const Type& type, void* object, const List<String>& fields) {
  Objects objects;
  AddObjects(type, object, objects);
  Keep(InnermostOf(type), objects, Paths(fields.begin(), fields.end()));
}

}  // namespace ebbtide::schema
