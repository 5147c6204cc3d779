#include "base/error.hpp"

#include <utility>

namespace ebbtide {

Error MissingArgument(std::string_view name, std::string what_to_do) {
  return {ErrorKind::kMissingArgument, std::string(name),
          "isv.missing-parameter:" + std::string(name), std::move(what_to_do)};
}

Error InvalidArgument(std::string_view name, std::string what_to_do) {
  return {ErrorKind::kInvalidArgument, std::string(name),
          "isv.invalid-parameter:" + std::string(name), std::move(what_to_do)};
}

Error Refused(std::string sub_code, std::string what_to_do) {
  return {ErrorKind::kRefused, {}, std::move(sub_code), std::move(what_to_do)};
}

}  // namespace ebbtide
