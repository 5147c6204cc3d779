#include <algorithm>
#include <utility>

#include <boost/json/basic_parser_impl.hpp>

#include "base/text.hpp"
#include "schema/document.hpp"

namespace ebbtide::schema {
namespace {

namespace json = boost::json;

/// Builds the tree from Boost.JSON's parsing events: its own values would lose how a number is
/// written.
class Builder {
 public:
  static constexpr auto max_object_size = static_cast<std::size_t>(-1);
  static constexpr auto max_array_size = static_cast<std::size_t>(-1);
  static constexpr auto max_key_size = static_cast<std::size_t>(-1);
  static constexpr auto max_string_size = static_cast<std::size_t>(-1);

  Node TakeRoot() { return std::move(root_); }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return Open(Node::Kind::kObject); }
  bool on_object_end(std::size_t, json::error_code&) { return Close(); }
  bool on_array_begin(json::error_code&) { return Open(Node::Kind::kArray); }
  bool on_array_end(std::size_t, json::error_code&) { return Close(); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    key_.append(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    key_.append(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    text_.append(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) { return Text(part); }
  bool on_number_part(json::string_view part, json::error_code&) {
    text_.append(part);
    return true;
  }
  bool on_int64(std::int64_t, json::string_view rest, json::error_code&) { return Text(rest); }
  bool on_uint64(std::uint64_t, json::string_view rest, json::error_code&) { return Text(rest); }
  bool on_double(double, json::string_view rest, json::error_code&) { return Text(rest); }
  bool on_bool(bool value, json::error_code&) { return Text(value ? "true" : "false"); }
  bool on_null(json::error_code&) {
    Add();
    return true;
  }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  Node& Add() {
    // Only the innermost open node grows, so those that are open stay where they are.
    Node& node = open_.empty() ? root_ : open_.back()->children.emplace_back();
    node.name = std::exchange(key_, {});
    return node;
  }

  bool Open(Node::Kind kind) {
    Node& node = Add();
    node.kind = kind;
    open_.push_back(&node);
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  bool Text(json::string_view rest) {
    text_.append(rest);
    Node& node = Add();
    node.kind = Node::Kind::kText;
    node.text = std::exchange(text_, {});
    return true;
  }

  Node root_;
  std::vector<Node*> open_;
  std::string key_;
  std::string text_;
};

}  // namespace

const Node* Node::Find(std::string_view child) const {
  const auto found = std::ranges::find(children, child, &Node::name);
  return found == children.end() ? nullptr : &*found;
}

Result<Node> ParseJson(std::string_view text) {
  json::parse_options options;
  options.max_depth = kDocumentDepthMax;
  json::basic_parser<Builder> parser(options);
  json::error_code code;
  const auto read = parser.write_some(false, text.data(), text.size(), code);
  if (!code && Trim(text.substr(read)).empty()) return parser.handler().TakeRoot();
  return InvalidArgument("answer", "is no JSON near byte " + std::to_string(read) +
                                       (code ? ": " + code.message() : std::string{}));
}

}  // namespace ebbtide::schema
