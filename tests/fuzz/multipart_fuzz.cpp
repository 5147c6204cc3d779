#include <array>
#include <functional>

#include "base/text.hpp"
#include "fuzz/fuzz.hpp"

/// A multipart body below a line with its Content-Type. Holds true: texts are sound; a file's
/// content stands in the body, and its name is UTF-8; written with another boundary and read again,
/// texts and files are the same; an error says what to do.
namespace ebbtide::fuzz {
namespace {

using schema::FilePart;
using schema::Parameters;

constexpr std::array<std::string_view, 6> kFiles{"image", "refuse_proof", "a", "b", "file", ""};

bool IsWithin(std::string_view part, std::string_view whole) {
  const std::less_equal<const char*> before;
  return part.empty() || (before(whole.data(), part.data()) &&
                          before(part.data() + part.size(), whole.data() + whole.size()));
}

/// In quotes, where no backslash can be told from one that escapes.
bool IsWritable(std::string_view name) { return name.find('\\') == std::string_view::npos; }

std::string Quoted(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) quoted.append(c == '"' ? "\\" : "").append(1, c);
  return quoted + "\"";
}

/// One that is nowhere in the body.
std::string NewBoundary(std::string_view body) {
  std::string boundary = "boundary";
  while (body.find(boundary) != std::string_view::npos) boundary += 'x';
  return boundary;
}

void AppendText(const std::string& boundary, const schema::Parameter& text, std::string& body) {
  body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=");
  body.append(Quoted(text.name)).append("\r\n\r\n").append(text.value).append("\r\n");
}

void AppendFile(const std::string& boundary, const FilePart& file, std::string& body) {
  body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=");
  body.append(Quoted(file.name)).append("; filename=").append(Quoted(file.file_name));
  body.append("\r\nContent-Type: ").append(file.content_type);
  body.append("\r\n\r\n").append(file.content).append("\r\n");
}

bool AllWritable(const Parameters& parameters) {
  for (const auto& text : parameters.sorted()) {
    if (!IsWritable(text.name)) return false;
  }
  for (const auto name : kFiles) {
    const auto* const file = parameters.FindFile(name);
    if (file != nullptr && !IsWritable(file->file_name)) return false;
  }
  return true;
}

void CheckFiles(const Parameters& parameters, std::string_view body) {
  for (const auto name : kFiles) {
    const auto* const file = parameters.FindFile(name);
    if (file == nullptr) continue;
    Require(file->name == name, "a file is found by its name", file->name);
    Require(IsUtf8(file->file_name), "a file's name is UTF-8", file->file_name);
    Require(IsWithin(file->content, body), "a file's content stands in the body");
    Require(IsWithin(file->content_type, body), "a file's type stands in the body");
  }
}

void CheckSameFiles(const Parameters& one, const Parameters& other) {
  for (const auto name : kFiles) {
    const auto* const a = one.FindFile(name);
    const auto* const b = other.FindFile(name);
    Require((a == nullptr) == (b == nullptr), "the same files are there again", name);
    if (a == nullptr) continue;
    Require(a->file_name == b->file_name && a->content_type == b->content_type &&
                a->content == b->content,
            "a file is the same again", name);
  }
}

void CheckWrittenAgain(const Parameters& parameters, std::string_view body) {
  const std::string boundary = NewBoundary(body);
  std::string written;
  for (const auto& text : parameters.sorted()) AppendText(boundary, text, written);
  for (const auto name : kFiles) {
    if (const auto* const file = parameters.FindFile(name)) AppendFile(boundary, *file, written);
  }
  written.append("--").append(boundary).append("--\r\n");
  Parameters again;
  const auto read = again.AddMultipart(written, boundary);
  Require(read.has_value(), "what was written can be read", written);
  Require(Same(parameters, again), "the texts are the same again", written);
  CheckSameFiles(parameters, again);
}

void Check(std::string_view text) {
  const auto content_type = Take(text, '\n');
  const auto boundary = schema::BoundaryOf(content_type);
  if (!boundary) return;
  Require(!boundary->empty(), "a boundary is not empty");
  Parameters parameters;
  const auto read = parameters.AddMultipart(text, *boundary);
  RequireSound(parameters);
  CheckFiles(parameters, text);
  if (!read) return RequireArgumentError(read.error());
  if (AllWritable(parameters)) CheckWrittenAgain(parameters, text);
}

}  // namespace
}  // namespace ebbtide::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ebbtide::fuzz::Check(ebbtide::fuzz::TextOf(data, size));
  return 0;
}
