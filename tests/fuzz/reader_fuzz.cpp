#include "fuzz/fuzz.hpp"
#include "schema/parameter_writer.hpp"
#include "schema/reader.hpp"
#include "schema/writer.hpp"
#include "service/registry.hpp"

/// The request of any served method, below a line with the method's name: all of it as one JSON
/// document, or its parameters as a form. Holds true: what is read can be written, as JSON and as
/// parameters, and read again, and is the same then; an error says what to do and names a
/// parameter of the method.
namespace ebbtide::fuzz {
namespace {

using schema::Type;

constexpr std::string_view kName = "request";

/// The request of a method, of a type that only its endpoint knows.
class Request {
 public:
  explicit Request(const service::Endpoint& endpoint)
      : endpoint_(endpoint), exchange_(endpoint.new_exchange()) {}

  [[nodiscard]] const Type& type() const { return *endpoint_.request; }
  [[nodiscard]] void* object() const { return endpoint_.request_of(exchange_.get()); }

  /// Files are compared where parameters are; JSON has none.
  [[nodiscard]] std::string Json() const {
    std::string json;
    WriteJson(type(), object(), schema::JsonLists::kPlain, json);
    return json;
  }

 private:
  const service::Endpoint& endpoint_;
  service::Exchange exchange_;
};

bool HasFiles(const Type& type) {
  for (const auto& field : type.fields) {
    if (field.type->kind == schema::Kind::kBytes) return true;
  }
  return false;
}

/// Writers drop most control characters, and JSON has these ways to say one.
bool HasControls(std::string_view json) {
  for (const std::string_view escape : {R"(\u00)", R"(\b)", R"(\f)"}) {
    if (json.find(escape) != std::string_view::npos) return true;
  }
  return false;
}

void CheckAsJson(const service::Endpoint& endpoint, const Request& request) {
  const std::string json = request.Json();
  const Request again(endpoint);
  const auto read = schema::ReadJson(again.type(), json, kName, again.object());
  Require(read.has_value(), "what was written can be read", json);
  Require(again.Json() == json, "what was written is the same", json + "\n" + again.Json());
}

void CheckAsParameters(const service::Endpoint& endpoint, const Request& request) {
  const auto written = schema::WriteParameters(request.type(), request.object());
  schema::Parameters parameters;
  for (const auto& [name, value] : written.texts) {
    Require(parameters.Add(name, value).has_value(), "a parameter can be added", value);
  }
  const Request again(endpoint);
  const auto read = schema::ReadParameters(again.type(), parameters, again.object());
  const std::string form = FormOf(parameters);
  Require(read.has_value(), "the written parameters can be read", form);
  Require(again.Json() == request.Json(), "the written parameters are the same", form);
}

void CheckJson(const service::Endpoint& endpoint, std::string_view json) {
  const Request request(endpoint);
  const auto read = schema::ReadJson(request.type(), json, kName, request.object());
  if (!read) {
    RequireArgumentError(read.error());
    return Require(read.error().subject == kName, "the error names the document");
  }
  if (HasFiles(request.type()) || HasControls(json)) return;
  CheckAsJson(endpoint, request);
}

void CheckForm(const service::Endpoint& endpoint, std::string_view form) {
  schema::Parameters parameters;
  if (!parameters.AddUrlEncoded(form)) return;
  const Request request(endpoint);
  const auto read = schema::ReadParameters(request.type(), parameters, request.object());
  if (!read) {
    RequireArgumentError(read.error());
    bool named = false;
    for (const auto& field : request.type().fields) named |= field.name == read.error().subject;
    return Require(named, "the error names a parameter", read.error().subject);
  }
  if (HasFiles(request.type())) return;
  for (const auto& [name, value] : parameters.sorted()) {
    for (const char c : value) {
      if (static_cast<unsigned char>(c) < ' ') return;
    }
    if (HasControls(value)) return;
  }
  CheckAsJson(endpoint, request);
  CheckAsParameters(endpoint, request);
}

void Check(std::string_view text) {
  const auto endpoints = service::Endpoints();
  const auto method = Take(text, '\n');
  const auto& endpoint = endpoints[Choose(method, endpoints.size(),
                                          [&](std::size_t i) { return endpoints[i].api->name; })];
  if (text.starts_with('{')) return CheckJson(endpoint, text);
  CheckForm(endpoint, text);
}

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz::Check(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
