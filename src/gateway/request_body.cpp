#include "gateway/request_body.hpp"

namespace ebbtide::gateway {

Result<std::string_view> ReadRequest(const Call& call, schema::Parameters& parameters) {
  RETURN_IF_ERROR(parameters.AddUrlEncoded(call.query));
  if (call.body.empty()) return std::string_view{};
  const auto is = [&](std::string_view media_type) {
    return schema::IsMediaType(call.content_type, media_type);
  };
  if (is("") || is("application/x-www-form-urlencoded")) {
    RETURN_IF_ERROR(parameters.AddUrlEncoded(call.body));
    return std::string_view{};
  }
  if (is("application/json") || is("text/xml")) return call.body;
  if (const auto boundary = schema::BoundaryOf(call.content_type)) {
    RETURN_IF_ERROR(parameters.AddMultipart(call.body, *boundary));
    return std::string_view{};
  }
  return InvalidArgument("",
                         "the body must be application/x-www-form-urlencoded, multipart/form-data "
                         "with a boundary, application/json or text/xml");
}

}  // namespace ebbtide::gateway
