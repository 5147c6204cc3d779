#include "fuzz/fuzz.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/text.hpp"

namespace ebbtide::fuzz {

std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

void Require(bool holds, std::string_view what, std::string_view detail) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

std::string_view Take(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return taken;
}

void RequireSound(const schema::Parameters& parameters) {
  const auto& all = parameters.sorted();
  Require(all.size() <= schema::Parameters::kCountMax, "there are not too many parameters");
  for (std::size_t i = 0; i < all.size(); ++i) {
    Require(IsUtf8(all[i].name) && IsUtf8(all[i].value), "a parameter is UTF-8", all[i].name);
    Require(i == 0 || all[i - 1].name < all[i].name, "names ascend", all[i].name);
    Require(parameters.Find(all[i].name) == all[i].value, "a name is found", all[i].name);
  }
}

void RequireArgumentError(const Error& error) {
  Require(error.kind != ErrorKind::kRefused, "it is the argument's fault", error.sub_msg);
  Require(!error.sub_msg.empty() && IsUtf8(error.sub_msg), "the error says why", error.sub_msg);
  Require(!error.sub_code.starts_with("isp."), "it is not our fault", error.sub_code);
}

std::string FormOf(const schema::Parameters& parameters) {
  std::string form;
  for (const auto& [name, value] : parameters.sorted()) {
    if (!form.empty()) form += '&';
    form.append(schema::UrlEncode(name)).append("=").append(schema::UrlEncode(value));
  }
  return form;
}

bool Same(const schema::Parameters& one, const schema::Parameters& other) {
  return std::ranges::equal(one.sorted(), other.sorted(),
                            [](const schema::Parameter& a, const schema::Parameter& b) {
                              return a.name == b.name && a.value == b.value;
                            });
}

}  // namespace ebbtide::fuzz
