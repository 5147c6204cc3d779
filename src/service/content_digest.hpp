#pragma once

#include <string>

#include "schema/type.hpp"

/// What a call says, for keys that stand for one content: two digests are the same when all values
/// are, to the byte, however they were spelt on the wire. An absent member is not an empty one.
namespace ebbtide::service {

/// `object` is a value of `type`.
std::string ContentDigest(const schema::Type& type, const void* object);

template <class T>
std::string ContentDigest(const T& content) {
  return ContentDigest(schema::kType<T>, &content);
}

}  // namespace ebbtide::service
