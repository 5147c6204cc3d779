#include "protocol/envelope.hpp"

#include <algorithm>

#include "base/sink.hpp"
#include "schema/writer.hpp"

namespace ebbtide::protocol {
namespace {

constexpr std::string_view kXmlProlog = R"(<?xml version="1.0" encoding="utf-8" ?>)";
constexpr std::size_t kRequestIdLength = 12;
constexpr std::size_t kTypicalAnswerBytes = 1024;

void EndXml(std::string_view root, const Stamp& stamp, std::string& text) {
  Sink out(text);
  out.Put("<request_id>", stamp.request_id, "</request_id>");
  out.Put("</", root, "><!--").Put(stamp.host_label).Put("-->");
}

/// The request id is the last member of the root.
void EndJson(const Stamp& stamp, std::string& out) {
  if (out.back() != '{') out += ',';
  out.append(R"("request_id":)");
  schema::WriteJsonString(stamp.request_id, out);
  out += '}';
}

void AddJsonText(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out.append(",\"").append(name).append("\":");
  schema::WriteJsonString(text, out);
}

void AddXmlText(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out.append("<").append(name).append(">");
  schema::WriteXmlText(text, out);
  out.append("</").append(name).append(">");
}

void AppendRootName(std::string_view method, std::string& out) {
  constexpr std::string_view kImplied = "taobao.";
  constexpr std::string_view kEnd = "_response";
  if (method.starts_with(kImplied)) method.remove_prefix(kImplied.size());
  const auto begin = out.size();
  out.append(method);
  std::replace(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), '.', '_');
  out.append(kEnd);
}

}  // namespace

std::string RootName(std::string_view method) {
  std::string root;
  AppendRootName(method, root);
  return root;
}

/// Half of it from each number, of which a part this small is as random as the whole.
std::string NewRequestId(Random& random) {
  std::string id(kRequestIdLength, '\0');
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i % (kRequestIdLength / 2) == 0) number = random.Next();
    id[i] = kBase36[number % kBase36.size()];
    number /= kBase36.size();
  }
  return id;
}

std::string WriteAnswer(std::string_view method, const schema::Type& type, const void* response,
                        const Style& style, const Stamp& stamp) {
  std::string out;
  out.reserve(kTypicalAnswerBytes);
  if (style.format == Format::kXml) {
    const std::string root = RootName(method);
    out.append(kXmlProlog).append("<").append(root).append(">");
    schema::WriteXml(type, response, out);
    EndXml(root, stamp, out);
    return out;
  }
  if (!style.simplify) {
    out.append("{\"");
    AppendRootName(method, out);
    out.append("\":");
  }
  schema::WriteJson(type, response,
                    style.simplify ? schema::JsonLists::kPlain : schema::JsonLists::kTagged, out);
  out.pop_back();  // the object stays open for the request id
  EndJson(stamp, out);
  if (!style.simplify) out += '}';
  return out;
}

std::string WriteError(const TopError& error, Format format, const Stamp& stamp) {
  const std::string code = std::to_string(static_cast<int>(error.code));
  std::string out;
  if (format == Format::kXml) {
    out.append(kXmlProlog).append("<error_response>");
    AddXmlText("code", code, out);
    AddXmlText("msg", error.msg, out);
    AddXmlText("sub_code", error.sub_code, out);
    AddXmlText("sub_msg", error.sub_msg, out);
    EndXml("error_response", stamp, out);
    return out;
  }
  out.append(R"({"error_response":{"code":)").append(code);
  AddJsonText("msg", error.msg, out);
  AddJsonText("sub_code", error.sub_code, out);
  AddJsonText("sub_msg", error.sub_msg, out);
  EndJson(stamp, out);
  out += '}';
  return out;
}

std::string_view ContentType(Format format) {
  return format == Format::kXml ? "text/xml;charset=UTF-8" : "text/javascript;charset=UTF-8";
}

}  // namespace ebbtide::protocol
