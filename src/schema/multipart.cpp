#include <algorithm>

#include "base/text.hpp"
#include "schema/form.hpp"

namespace ebbtide::schema {
namespace {

constexpr std::size_t kHeaderBytesMax = 8192;
constexpr auto kNowhere = std::string_view::npos;

Error Unreadable(const std::string& why) {
  return InvalidArgument("", "the multipart body cannot be read: " + why);
}

/// Takes a quoted or bare value from the front. A quote that nobody closes ends with the header. A
/// backslash escapes a quote and nothing else: old browsers send whole Windows paths.
std::string TakeValue(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (!text.starts_with('"')) {
    const auto bare = text.substr(0, text.find(';'));
    text.remove_prefix(bare.size());
    return std::string(Trim(bare));
  }
  std::string value;
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    if (text.substr(at).starts_with(R"(\")")) ++at;
    value += text[at];
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return value;
}

/// The value of a header's parameter: `; wanted="value"`, with or without blanks and quotes.
std::optional<std::string> ParameterOf(std::string_view header, std::string_view wanted) {
  for (auto mark = header.find(';'); mark != kNowhere; mark = header.find(';')) {
    header.remove_prefix(mark + 1);
    const auto end = header.find_first_of("=;");
    if (end == kNowhere || header[end] == ';') continue;
    const auto name = Trim(header.substr(0, end));
    header.remove_prefix(end + 1);
    auto value = TakeValue(header);
    if (EqualIgnoringCase(name, wanted)) return value;
  }
  return std::nullopt;
}

/// A line `--boundary` or, behind the last part, `--boundary--`.
struct BoundaryLine {
  std::size_t begin;  ///< where the content before it ends: at the line end, which is not content
  std::size_t end;
  bool last;
};

/// The rest of the line whose boundary ends at `at`. Nothing when it goes on otherwise: then it is
/// content that only begins like a boundary.
std::optional<BoundaryLine> ReadBoundaryLine(std::string_view text, std::size_t begin,
                                             std::size_t at) {
  const bool last = text.substr(at).starts_with("--");
  if (last) at += 2;
  at = std::min(text.find_first_not_of(" \t", at), text.size());
  if (text.substr(at).starts_with("\r\n")) return BoundaryLine{begin, at + 2, last};
  if (last && at == text.size()) return BoundaryLine{begin, at, last};
  return std::nullopt;
}

/// `mark` is the boundary with what stands before it: CR LF and two hyphens.
std::optional<BoundaryLine> FindBoundaryLine(std::string_view text, std::string_view mark) {
  for (auto at = text.find(mark); at != kNowhere; at = text.find(mark, at + 1)) {
    if (const auto line = ReadBoundaryLine(text, at, at + mark.size())) return line;
  }
  return std::nullopt;
}

/// The first one may stand at the very beginning, or behind a preamble.
std::optional<BoundaryLine> FindFirstBoundaryLine(std::string_view body, std::string_view mark) {
  const auto bare = mark.substr(2);
  if (body.starts_with(bare)) {
    if (const auto line = ReadBoundaryLine(body, 0, bare.size())) return line;
  }
  return FindBoundaryLine(body, mark);
}

struct PartHeader {
  std::optional<std::string> name;
  std::optional<std::string> file_name;
  std::string_view content_type;
};

Result<void> ReadHeaderLine(std::string_view line, PartHeader& header) {
  if (!IsUtf8(line)) return Unreadable("the header of a part is not UTF-8");
  const auto colon = line.find(':');
  if (colon == kNowhere) return Unreadable("a part has a header line without a colon");
  const auto name = Trim(line.substr(0, colon));
  const auto value = Trim(line.substr(colon + 1));
  if (EqualIgnoringCase(name, "content-type")) header.content_type = value;
  if (EqualIgnoringCase(name, "content-disposition")) {
    header.name = ParameterOf(value, "name");
    header.file_name = ParameterOf(value, "filename");
    // What some clients send instead when the name is not ASCII.
    if (!header.file_name) header.file_name = ParameterOf(value, "filename*");
  }
  return {};
}

/// Takes the header of a part and the empty line below it from the front; the content is next.
Result<PartHeader> TakeHeader(std::string_view& text) {
  PartHeader header;
  std::size_t begin = 0;
  while (true) {
    const auto end = text.substr(0, kHeaderBytesMax).find('\n', begin);
    if (end == kNowhere) {
      return Unreadable("the header of a part does not end, with an empty line, within " +
                        std::to_string(kHeaderBytesMax) + " bytes");
    }
    const auto line = Trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) break;
    RETURN_IF_ERROR(ReadHeaderLine(line, header));
  }
  text.remove_prefix(begin);
  if (!header.name) return Unreadable("a part has no name; give it one in Content-Disposition");
  return header;
}

}  // namespace

Result<void> Parameters::AddMultipart(std::string_view body, std::string_view boundary) {
  const std::string mark = "\r\n--" + std::string(boundary);
  auto line = FindFirstBoundaryLine(body, mark);
  for (std::size_t parts = 0; line && !line->last; ++parts) {
    if (parts == kCountMax) {
      return Unreadable("it has more than " + std::to_string(kCountMax) + " parts");
    }
    body.remove_prefix(line->end);
    ASSIGN_OR_RETURN(const auto header, TakeHeader(body));
    line = FindBoundaryLine(body, mark);
    if (!line) break;
    const auto content = body.substr(0, line->begin);
    if (header.file_name) {
      AddFile({*header.name, *header.file_name, header.content_type, content});
    } else {
      RETURN_IF_ERROR(Add(*header.name, content));
    }
  }
  if (!line) return Unreadable("its closing boundary is missing");
  return {};
}

void Parameters::AddFile(const FilePart& file) {
  files_.push_back({.name = Keep(file.name),
                    .file_name = Keep(file.file_name),
                    .content_type = file.content_type,
                    .content = file.content});
}

const FilePart* Parameters::FindFile(std::string_view name) const {
  const auto found = std::find_if(files_.rbegin(), files_.rend(),
                                  [&](const FilePart& file) { return file.name == name; });
  return found == files_.rend() ? nullptr : &*found;
}

bool IsMediaType(std::string_view content_type, std::string_view media_type) {
  return EqualIgnoringCase(Trim(content_type.substr(0, content_type.find(';'))), media_type);
}

std::optional<std::string> BoundaryOf(std::string_view content_type) {
  if (!IsMediaType(content_type, "multipart/form-data")) return std::nullopt;
  auto boundary = ParameterOf(content_type, "boundary");
  if (!boundary || boundary->empty()) return std::nullopt;
  return boundary;
}

}  // namespace ebbtide::schema
