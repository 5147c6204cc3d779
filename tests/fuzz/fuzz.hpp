#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "schema/form.hpp"

/// What the fuzzers share. An input is text, so that seeds can be read and written by hand: a first
/// line of words that say what to do, and below it what is to be parsed.
namespace ebbtide::fuzz {

/// What libFuzzer gives to a target.
std::string_view TextOf(const std::uint8_t* data, std::size_t size);

/// Ends the run, with the input kept, where something that must hold does not; `detail` is shown.
void Require(bool holds, std::string_view what, std::string_view detail = {});

/// Cuts off what stands before the next `end`, and `end`; all of it when there is none.
std::string_view Take(std::string_view& text, char end);

/// The place of `word` among `count` names that `name_at` tells: its own, or any other for a word
/// that is none of them, always the same. So every input does something.
template <class NameAt>
std::size_t Choose(std::string_view word, std::size_t count, const NameAt& name_at) {
  std::size_t any = 0;
  for (const char c : word) any = any * 31 + static_cast<unsigned char>(c);
  for (std::size_t i = 0; i < count; ++i) {
    if (name_at(i) == word) return i;
  }
  return any % count;
}

/// What holds of all parameters that were read: UTF-8, in order, none twice, not too many.
void RequireSound(const schema::Parameters& parameters);

/// What holds of every error that is a caller's mistake in the form of what was sent.
void RequireArgumentError(const Error& error);

/// As a form; reading it again gives the same.
std::string FormOf(const schema::Parameters& parameters);

/// Whether both hold the same texts.
bool Same(const schema::Parameters& one, const schema::Parameters& other);

}  // namespace ebbtide::fuzz
