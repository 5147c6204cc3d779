#include "service/content_digest.hpp"

#include "base/digest.hpp"

namespace ebbtide::service {
namespace {

using schema::Kind;

/// Its length goes before every text, so that no two contents read the same.
void AddText(std::string_view text, Digest& digest) {
  digest.Add(std::to_string(text.size())).Add(":").Add(text);
}

void AddValue(const schema::Type& type, const void* value, Digest& digest) {
  switch (type.kind) {
    case Kind::kString: return AddText(*static_cast<const schema::String*>(value), digest);
    case Kind::kBytes: return AddText(static_cast<const schema::Bytes*>(value)->content, digest);
    case Kind::kNumber:
      return AddText(std::to_string(*static_cast<const schema::Number*>(value)), digest);
    case Kind::kBoolean:
      return AddText(*static_cast<const schema::Boolean*>(value) ? "1" : "0", digest);
    case Kind::kDate:
      return AddText(std::to_string(static_cast<const schema::Date*>(value)->unix_ms), digest);
    case Kind::kList:
      digest.Add(std::to_string(type.size(value))).Add("[");
      for (std::size_t i = 0; i < type.size(value); ++i) {
        AddValue(*type.item, type.at(value, i), digest);
      }
      return;
    case Kind::kObject:
      for (const auto& field : type.fields) {
        const void* const member = field.get(value);
        if (member == nullptr) continue;
        digest.Add(field.name).Add("=");
        AddValue(*field.type, member, digest);
      }
      digest.Add("}");
      return;
  }
}

}  // namespace

std::string ContentDigest(const schema::Type& type, const void* object) {
  Digest digest = Digest::Of(HashKind::kSha256);
  AddValue(type, object, digest);
  return std::move(digest).Hex();
}

}  // namespace ebbtide::service
