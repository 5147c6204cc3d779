#include "client/signed_call.hpp"

#include <stdexcept>

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

}  // namespace

SignedCall::SignedCall(std::string_view method, const Parameters& parameters,
                       const Credentials& credentials, const CallOptions& options, Timestamp now) {
  parameters_ = {{"method", std::string(method)},
                 {"app_key", credentials.app_key},
                 {"session", credentials.session},
                 {"timestamp", ToWireTime(now)},
                 {"v", "2.0"},
                 {"format", options.format},
                 {"sign_method", std::string(protocol::ToText(options.sign_method))},
                 {"simplify", options.simplify ? "true" : ""}};
  parameters_.insert(parameters_.end(), parameters.begin(), parameters.end());
  std::erase_if(parameters_, [](const auto& one) { return one.second.empty(); });

  schema::Parameters to_sign;
  for (const auto& [name, value] : parameters_) {
    if (const auto added = to_sign.Add(name, value); !added) {
      throw std::invalid_argument(name + ": " + added.error().sub_msg);
    }
  }
  parameters_.emplace_back(
      "sign", protocol::Sign({.parameters = to_sign}, options.sign_method, credentials.app_secret));
}

std::string SignedCall::ToForm() const {
  std::string form;
  for (const auto& [name, value] : parameters_) {
    if (!form.empty()) form += '&';
    form.append(schema::UrlEncode(name)).append("=").append(schema::UrlEncode(value));
  }
  return form;
}

std::string SignedCall::ToCurl(std::string_view url) const {
  std::string line = "curl -s " + ShellQuoted(std::string(url));
  for (const auto& [name, value] : parameters_) {
    line += " --data-urlencode " + ShellQuoted(name + "=" + value);
  }
  return line;
}

}  // namespace ebbtide::top
