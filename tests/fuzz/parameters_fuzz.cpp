#include "fuzz/fuzz.hpp"

/// A query or form body. Holds true: what is read is sound; written and read again it is the same;
/// cut at any `&` into a query and a body, it is the same; an error says what to do.
namespace ebbtide::fuzz {
namespace {

void CheckCut(std::string_view text, std::size_t cut, const schema::Parameters& whole) {
  schema::Parameters parts;
  const bool read =
      parts.AddUrlEncoded(text.substr(0, cut)) && parts.AddUrlEncoded(text.substr(cut));
  Require(read && Same(parts, whole), "query and body make the whole", text.substr(0, cut));
}

void Check(std::string_view text) {
  schema::Parameters parameters;
  const auto read = parameters.AddUrlEncoded(text);
  RequireSound(parameters);
  if (!read) return RequireArgumentError(read.error());

  const std::string form = FormOf(parameters);
  schema::Parameters again;
  Require(again.AddUrlEncoded(form).has_value(), "what was written can be read", form);
  Require(Same(parameters, again), "what was written is the same", form);
  Require(FormOf(again) == form, "it is written the same again", form);

  if (const auto cut = text.find('&', text.size() / 2); cut != std::string_view::npos) {
    CheckCut(text, cut, parameters);
  }
}

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz::Check(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
