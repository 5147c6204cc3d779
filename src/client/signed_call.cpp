#include "client/signed_call.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "schema/form.hpp"

namespace ebbtide::top {
namespace {

/// In single quotes, where the shell leaves everything but a single quote alone.
std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

/// A line that none of the contents has.
std::string BoundaryFor(const std::vector<std::string>& contents,
                        const SignedCall::Parameters& texts) {
  std::string boundary = "ebbtide";
  const auto taken = [&](const std::string& content) {
    return content.find(boundary) != std::string::npos;
  };
  while (std::ranges::any_of(contents, taken) ||
         std::ranges::any_of(texts, taken, &std::pair<std::string, std::string>::second)) {
    boundary += std::to_string(boundary.size());
  }
  return boundary;
}

SignedCall::Parameters PublicParameters(std::string_view method, const Credentials& credentials,
                                        const CallOptions& options, Timestamp now) {
  return {{"method", std::string(method)},
          {"app_key", credentials.app_key},
          {"session", credentials.session},
          {"timestamp", ToWireTime(now)},
          {"v", "2.0"},
          {"format", options.format},
          {"sign_method", std::string(protocol::ToText(options.sign_method))},
          {"simplify", options.simplify ? "true" : ""}};
}

/// Drops what is empty and adds the signature.
void Finish(SignedCall::Parameters& parameters, const std::string& secret,
            protocol::SignMethod method, std::string_view raw_body) {
  std::erase_if(parameters, [](const auto& one) { return one.second.empty(); });
  schema::Parameters to_sign;
  for (const auto& [name, value] : parameters) {
    if (const auto added = to_sign.Add(name, value); !added) {
      throw std::invalid_argument(name + ": " + added.error().sub_msg);
    }
  }
  parameters.emplace_back(
      "sign", protocol::Sign({.parameters = to_sign, .raw_body = raw_body}, method, secret));
}

std::string Join(const SignedCall::Parameters& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters) {
    if (!form.empty()) form += '&';
    form.append(schema::UrlEncode(name)).append("=").append(schema::UrlEncode(value));
  }
  return form;
}

}  // namespace

std::string SignedQuery(const Credentials& credentials, const CallOptions& options, Timestamp now,
                        std::string_view raw_body) {
  auto parameters = PublicParameters({}, credentials, options, now);
  Finish(parameters, credentials.app_secret, options.sign_method, raw_body);
  return Join(parameters);
}

SignedCall::SignedCall(std::string_view method, const Parameters& parameters,
                       const Credentials& credentials, const CallOptions& options, Timestamp now,
                       std::vector<FilePart> files)
    : parameters_(PublicParameters(method, credentials, options, now)), files_(std::move(files)) {
  parameters_.insert(parameters_.end(), parameters.begin(), parameters.end());
  Finish(parameters_, credentials.app_secret, options.sign_method, {});
}

std::string SignedCall::ToForm() const { return Join(parameters_); }

HttpBody SignedCall::ToBody() const {
  if (files_.empty()) return {"application/x-www-form-urlencoded;charset=UTF-8", ToForm()};
  std::vector<std::string> contents;
  for (const auto& file : files_) {
    contents.push_back(file.content ? std::string(*file.content) : ReadFile(file.path));
  }
  const std::string boundary = BoundaryFor(contents, parameters_);
  std::string body;
  const auto begin = [&](const std::string& name) {
    body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"");
    body.append(name).append("\"");
  };
  for (const auto& [name, value] : parameters_) {
    begin(name);
    body.append("\r\n\r\n").append(value).append("\r\n");
  }
  for (std::size_t i = 0; i < files_.size(); ++i) {
    begin(files_[i].name);
    body.append("; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    body.append(contents[i]).append("\r\n");
  }
  body.append("--").append(boundary).append("--\r\n");
  return {"multipart/form-data; boundary=" + boundary, std::move(body)};
}

std::string SignedCall::ToCurl(std::string_view url) const {
  std::string line = "curl -s " + ShellQuoted(std::string(url));
  // curl's -F reads a value with @ or < in front as a file's name; --form-string does not.
  const char* const flag = files_.empty() ? " --data-urlencode " : " --form-string ";
  for (const auto& [name, value] : parameters_) line += flag + ShellQuoted(name + "=" + value);
  for (const auto& file : files_) line += " -F " + ShellQuoted(file.name + "=@" + file.path);
  return line;
}

}  // namespace ebbtide::top
