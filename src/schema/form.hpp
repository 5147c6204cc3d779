#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ebbtide::schema {

struct Parameter {
  std::string_view name;
  std::string_view value;
};

/// A part of a multipart body that has a file name. Its content may be any bytes.
struct FilePart {
  std::string_view name;
  std::string_view file_name;     ///< as sent, and maybe ""; never to be used as a path
  std::string_view content_type;  ///< "" when the part has none
  std::string_view content;
};

/// The parameters of one call, as sent: the union of query string and body (top-protocol
/// section 3). A name that comes twice keeps its last value. Owns the decoded text; views stay good
/// as long as the object, also after a move. Files are too large to copy: their content and its
/// type point into the body, which must outlive the object. Not thread safe.
class Parameters {
 public:
  /// More than any method has; a flood of names is cut off here.
  static constexpr std::size_t kCountMax = 512;

  Parameters() = default;
  Parameters(Parameters&&) = default;
  Parameters& operator=(Parameters&&) = default;
  Parameters(const Parameters&) = delete;  // a copy's views would point into the original
  Parameters& operator=(const Parameters&) = delete;

  /// Begins with the texts of `common`, which must outlive what comes out.
  static Parameters Over(const Parameters& common);

  /// Decodes `a=1&b=%E4%BD%A0` and adds what it holds; `+` is a space. The error says which part
  /// is no urlencoded UTF-8 (kind: argument; the gateway answers 47 for it).
  Result<void> AddUrlEncoded(std::string_view encoded);

  /// Adds the parts of a multipart body: those with a file name as files, the rest as texts. Takes
  /// every form in which an SDK writes one (top-protocol section 5); the error says what is wrong
  /// with another (kind: argument; the gateway answers 47 for it).
  Result<void> AddMultipart(std::string_view body, std::string_view boundary);

  /// Adds one parameter that needs no decoding, such as a multipart text part.
  Result<void> Add(std::string_view name, std::string_view value);

  /// The value, or nothing when the name was not sent.
  [[nodiscard]] std::optional<std::string_view> Find(std::string_view name) const;

  /// The value, or "" when the name was not sent: for parameters to which empty means absent.
  [[nodiscard]] std::string_view Get(std::string_view name) const {
    return Find(name).value_or(std::string_view{});
  }

  /// The file, or nullptr when none of that name was sent.
  [[nodiscard]] const FilePart* FindFile(std::string_view name) const;

  /// The texts, in ascending byte order of their names, as signatures need them. Files are not
  /// signed.
  [[nodiscard]] const std::vector<Parameter>& sorted() const { return sorted_; }

 private:
  char* Room(std::size_t size);
  std::string_view Keep(std::string_view text);
  Result<void> Insert(std::string_view name, std::string_view value);
  void AddFile(const FilePart& file);

  std::vector<std::unique_ptr<char[]>> texts_;
  std::vector<Parameter> sorted_;
  std::vector<FilePart> files_;  // in the order of the body
};

/// Whether a Content-Type is `media_type` (in lower case), whatever its case and its parameters.
bool IsMediaType(std::string_view content_type, std::string_view media_type);

/// The boundary of a `multipart/form-data` Content-Type; nothing where there is none.
std::optional<std::string> BoundaryOf(std::string_view content_type);

/// Percent-encodes everything but unreserved characters (RFC 3986): fit for query and body.
std::string UrlEncode(std::string_view text);

}  // namespace ebbtide::schema
