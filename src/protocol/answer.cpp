#include "protocol/answer.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "protocol/envelope.hpp"

namespace ebbtide::protocol {
namespace {

using schema::Node;

constexpr std::string_view kErrorRoot = "error_response";

std::string TextOf(const Node& node, std::string_view name) {
  const Node* const child = node.Find(name);
  return child == nullptr ? std::string{} : child->text;
}

Answer FromError(const Node& node) {
  const auto code = ParseInteger(Trim(TextOf(node, "code"))).value_or(0);
  return {.content = {},
          .request_id = TextOf(node, "request_id"),
          .error = AnswerError{.code = static_cast<int>(std::clamp<std::int64_t>(code, 0, 99'999)),
                               .msg = TextOf(node, "msg"),
                               .sub_code = TextOf(node, "sub_code"),
                               .sub_msg = TextOf(node, "sub_msg")}};
}

Answer FromContent(Node content) {
  std::string request_id = TextOf(content, "request_id");
  return {.content = std::move(content), .request_id = std::move(request_id), .error = {}};
}

bool IsRoot(std::string_view name, std::string_view method) {
  return method.empty() ? name.ends_with("_response") : name == RootName(method);
}

Error NoAnswer(std::string_view method) {
  return InvalidArgument(
      "answer", method.empty() ? "is no answer of a TOP gateway" : "is no " + RootName(method));
}

}  // namespace

Result<Answer> ReadAnswer(std::string_view body, std::string_view method) {
  if (Trim(body).starts_with('{')) {
    ASSIGN_OR_RETURN(Node document, schema::ParseJson(body));
    if (document.children.size() == 1) {
      Node& root = document.children.front();
      if (root.name == kErrorRoot) return FromError(root);
      if (IsRoot(root.name, method)) return FromContent(std::move(root));
    }
    // Simplified, there is no root, and the request id stands beside the content.
    if (document.Find("request_id") == nullptr) return NoAnswer(method);
    return FromContent(std::move(document));
  }
  ASSIGN_OR_RETURN(Node root, schema::ParseXml(body));
  if (root.name == kErrorRoot) return FromError(root);
  if (!IsRoot(root.name, method)) return NoAnswer(method);
  return FromContent(std::move(root));
}

}  // namespace ebbtide::protocol
