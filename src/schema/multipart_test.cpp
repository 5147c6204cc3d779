#include <gmock/gmock.h>

#include "base/random.hpp"
#include "base/text.hpp"
#include "schema/form.hpp"

namespace ebbtide::schema {
namespace {

using std::string_view_literals::operator""sv;
using testing::HasSubstr;

/// Everything of the parameters, a line each: `a=1`, and `@a=content` for a file that is wanted.
std::string Shown(const Parameters& parameters, std::initializer_list<std::string_view> files) {
  std::string text;
  for (const auto& [name, value] : parameters.sorted()) {
    text.append(name).append("=").append(value).append("\n");
  }
  for (const auto name : files) {
    const auto* const file = parameters.FindFile(name);
    if (file == nullptr) return text + "no file " + std::string(name);
    text.append("@").append(file->name).append("=").append(file->content).append(" (");
    text.append(file->file_name).append(", ").append(file->content_type).append(")\n");
  }
  return text;
}

/// The sub_msg, or "" when it was read.
std::string ProblemOf(std::string_view body, std::string_view boundary = "b") {
  Parameters parameters;
  const auto added = parameters.AddMultipart(body, boundary);
  if (added) return "";
  EXPECT_EQ(added.error().kind, ErrorKind::kInvalidArgument);
  return added.error().sub_msg;
}

std::string Part(std::string_view disposition, std::string_view content) {
  return "--b\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}

struct Body {
  const char* who;
  std::string_view boundary;
  std::string_view body;
  std::string_view shown;
};

constexpr Body kBodies[] = {
    {"Java and .NET", "1709265600000",
     "\r\n--1709265600000\r\nContent-Disposition:form-data;name=\"memo\"\r\n"
     "Content-Type:text/plain\r\n\r\n退款 +%41\r\n--1709265600000\r\n"
     "Content-Disposition:form-data;name=\"file\";filename=\"a.jpg\"\r\n"
     "Content-Type:image/jpeg\r\n\r\nJPEG\r\n--1709265600000--\r\n",
     "memo=退款 +%41\n@file=JPEG (a.jpg, image/jpeg)\n"},
    {"classic PHP", "-------8d1",
     "---------8d1\r\nContent-Disposition: form-data; name=\"memo\"\r\n\r\nx\r\n"
     "---------8d1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\" \r\n"
     "Content-Type: image/jpeg\r\n\r\nJPEG\r\n---------8d1--",
     "memo=x\n@file=JPEG (a.jpg, image/jpeg)\n"},
    {"Python", "PYTHON_SDK_BOUNDARY",
     "--PYTHON_SDK_BOUNDARY\r\nContent-Disposition: form-data; name=\"memo\"\r\n\r\nx\r\n"
     "--PYTHON_SDK_BOUNDARY\r\nContent-Disposition: file; name=\"file\"; filename=\"a.jpg\"\r\n"
     "Content-Type: image/jpeg\r\n\r\nJPEG\r\n--PYTHON_SDK_BOUNDARY--\r\n\r\n",
     "memo=x\n@file=JPEG (a.jpg, image/jpeg)\n"},
    {"bare names, other cases, other headers", "b",
     "A preamble\r\n--b \t\r\ncontent-disposition: Form-Data; NAME=memo\r\nX-A: b; name=\"y\"\r\n"
     "\r\nx\r\n--b\r\nCONTENT-TYPE : image/jpeg\r\n"
     "CONTENT-DISPOSITION : form-data; filename = a.jpg ; name = file\r\n\r\nJPEG\r\n--b-- \r\n"
     "an epilogue\r\n--b\r\n",
     "memo=x\n@file=JPEG (a.jpg, image/jpeg)\n"},
    {"bare line feeds in headers", "b",
     "--b\r\nContent-Disposition: form-data; name=\"memo\"\n\nx\r\n--b\r\n"
     "Content-Type: image/jpeg\nContent-Disposition: form-data; name=file; filename=a.jpg\n\n"
     "JPEG\r\n--b--",
     "memo=x\n@file=JPEG (a.jpg, image/jpeg)\n"},
    {"quotes and semicolons in names", "b",
     "--b\r\nContent-Disposition: form-data; x; name=\"me;mo=\\\"\"\r\n\r\nx\r\n--b\r\n"
     "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\a;b\\图.jpg\"\r\n"
     "\r\nJPEG\r\n--b--\r\n",
     "me;mo=\"=x\n@file=JPEG (C:\\a;b\\图.jpg, )\n"},
    {"a file name that is not ASCII, or empty, or never ends", "b",
     "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%E5.jpg\r\n\r\n1\r\n"
     "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n2\r\n"
     "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\r\n\r\n3\r\n--b--",
     "@file=3 (a.jpg, )\n"},
};

TEST(Multipart, TakesWhatEachSdkWrites) {
  for (const auto& [who, boundary, body, shown] : kBodies) {
    Parameters parameters;
    const auto added = parameters.AddMultipart(body, boundary);
    ASSERT_TRUE(added) << who << ": " << added.error().sub_msg;
    EXPECT_EQ(Shown(parameters, {"file"}), shown) << who;
  }
}

TEST(Multipart, KeepsContentToTheByte) {
  for (const auto content :
       {""sv, "\r\n"sv, "\r\n\r\n"sv, "--b"sv, "--b--"sv, "\n--b\r\n"sv, "\r\n--bb\r\n"sv,
        "--b\r\nx"sv, "\r\n--b-\r\n"sv, "\r\n--b--x\r\n"sv, "\r\n--b \n"sv, "\r\n--c--\r\n"sv,
        " x "sv, "--b\r\nContent-Disposition: form-data; name=y\r\n\r\nz"sv}) {
    Parameters parameters;
    const std::string body = Part("form-data; name=\"text\"", content) +
                             Part("form-data; name=\"file\"; filename=\"f\"", content) + "--b--";
    ASSERT_TRUE(parameters.AddMultipart(body, "b")) << content;
    EXPECT_EQ(parameters.Find("text"), content);
    EXPECT_EQ(parameters.sorted().size(), 1U);
    ASSERT_NE(parameters.FindFile("file"), nullptr) << content;
    EXPECT_EQ(parameters.FindFile("file")->content, content);
  }
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const std::string body = Part("form-data; name=f; filename=f", bytes) + "--b--\r\n";
  Parameters parameters;
  ASSERT_TRUE(parameters.AddMultipart(body, "b"));
  EXPECT_EQ(parameters.FindFile("f")->content, bytes);
  EXPECT_EQ(parameters.FindFile("f")->content.data(), body.data() + body.find(bytes));
}

TEST(Multipart, KeepsFilesApartFromTexts) {
  const std::string body = Part("form-data; name=a", "1") + Part("form-data; name=b", "2") +
                           Part("form-data; name=a; filename=x", "3") +
                           Part("form-data; name=c; filename=y", "4") +
                           Part("form-data; name=a; filename=z", "5") + "--b--";
  Parameters source;
  ASSERT_TRUE(source.AddUrlEncoded("a=0&z=9"));
  ASSERT_TRUE(source.AddMultipart(body, "b"));
  const Parameters parameters = std::move(source);
  EXPECT_EQ(Shown(parameters, {"a", "c"}), "a=1\nb=2\nz=9\n@a=5 (z, )\n@c=4 (y, )\n");
  EXPECT_EQ(parameters.FindFile("b"), nullptr);
  EXPECT_EQ(parameters.FindFile("A"), nullptr);
}

TEST(Multipart, MayBeEmpty) {
  EXPECT_EQ(ProblemOf("--b--"), "");
  EXPECT_EQ(ProblemOf("\r\n--b--\r\n"), "");
}

TEST(Multipart, RefusesWhatIsNone) {
  constexpr auto kUnclosed = "closing boundary is missing";
  const std::string whole = Part("form-data; name=a", "1");
  const std::pair<std::string, const char*> kRefused[] = {
      {"", kUnclosed},
      {"a=1&b=2", kUnclosed},
      {"--c--", kUnclosed},
      {whole, kUnclosed},
      {whole + "--b", kUnclosed},
      {whole + "--b-", kUnclosed},
      {whole + "--b--x", kUnclosed},
      {whole + "--b--\r", kUnclosed},
      {"--b\nContent-Disposition: form-data; name=a\n\n1\n--b--\n", kUnclosed},
      {"--b\r\n--b--", "does not end"},
      {"--b\r\nContent-Disposition: form-data; name=a\r\n--b--\r\n", "without a colon"},
      {"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", kUnclosed},
      {"--b\r\n\r\n1\r\n--b--", "has no name"},
      {"--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--", "has no name"},
      {Part("name=a", "1") + "--b--", "has no name"},
      {Part("form-data; filename=a", "1") + "--b--", "has no name"},
      {Part("form-data; name=a", "\xFF") + "--b--", "not UTF-8"},
      {Part("form-data; name=\xFF", "1") + "--b--", "not UTF-8"},
      {Part("form-data; name=a; filename=\xFF", "1") + "--b--", "not UTF-8"},
  };
  for (const auto& [body, problem] : kRefused) {
    EXPECT_THAT(ProblemOf(body), HasSubstr(problem)) << body;
  }
}

TEST(Multipart, LimitsPartsAndTheirHeaders) {
  constexpr std::size_t kHeaderBytesMax = 8192;
  const std::string begin = "form-data; name=a; x=";
  const std::size_t around = Part(begin, "").size() - std::string_view("--b\r\n\r\n").size();
  const std::string longest = begin + std::string(kHeaderBytesMax - around, 'x');
  EXPECT_EQ(ProblemOf(Part(longest, "1") + "--b--"), "");
  EXPECT_THAT(ProblemOf(Part(longest + "x", "1") + "--b--"), HasSubstr("8192 bytes"));

  std::string parts;
  for (std::size_t i = 0; i < Parameters::kCountMax; ++i)
    parts += Part("f; name=a; filename=a", "");
  EXPECT_EQ(ProblemOf(parts + "--b--"), "");
  EXPECT_THAT(ProblemOf(parts + Part("f; name=a", "") + "--b--"), HasSubstr("more than 512 parts"));
}

TEST(Multipart, SurvivesEveryTruncationAndManyMutations) {
  constexpr std::uint64_t kSeed = 20'240'301;
  constexpr int kMutations = 20'000;
  constexpr auto kBytes = "\r\n-b1:;=\"\\ \0\xff"sv;
  const std::string whole(kBodies[0].body);
  const auto boundary = kBodies[0].boundary;
  for (std::size_t size = 0; size < whole.size() - 2; ++size) {
    EXPECT_NE(ProblemOf(whole.substr(0, size), boundary), "") << size;
  }
  SeededRandom random(kSeed);
  int read = 0;
  for (int i = 0; i < kMutations; ++i) {
    std::string body = whole;
    for (auto times = 1 + random.Next() % 3; times > 0; --times) {
      const auto at = random.Next() % body.size();
      const char byte = kBytes[random.Next() % kBytes.size()];
      if (random.Next() % 2 == 0) {
        body[at] = byte;
      } else {
        body.insert(at, 1, byte);
      }
    }
    Parameters parameters;
    if (!parameters.AddMultipart(body, boundary)) continue;
    ++read;
    for (const auto& [name, value] : parameters.sorted()) {
      ASSERT_TRUE(IsUtf8(name) && IsUtf8(value)) << "seed " << kSeed << ", mutation " << i;
    }
  }
  EXPECT_GT(read, kMutations / 20) << "seed " << kSeed;
  EXPECT_LT(read, kMutations) << "seed " << kSeed;
}

TEST(Multipart, BoundaryIsFoundInTheContentType) {
  const std::pair<std::string_view, std::optional<std::string>> kTypes[] = {
      {"multipart/form-data;charset=UTF-8;boundary=xyz", "xyz"},
      {"multipart/form-data; boundary=xyz; charset=UTF-8", "xyz"},
      {"Multipart/Form-Data ; BOUNDARY = \"x y;z\" ", "x y;z"},
      {"multipart/form-data; boundary=----a=1", "----a=1"},
      {"multipart/form-data; xboundary=1; boundary=2", "2"},
      {"multipart/form-data", std::nullopt},
      {"multipart/form-data; boundary", std::nullopt},
      {"multipart/form-data; boundary=", std::nullopt},
      {"multipart/form-data; boundary=\"\"", std::nullopt},
      {"multipart/mixed; boundary=xyz", std::nullopt},
      {"multipart/form-datax; boundary=xyz", std::nullopt},
      {"text/plain; x=multipart/form-data; boundary=xyz", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [type, boundary] : kTypes) EXPECT_EQ(BoundaryOf(type), boundary) << type;
}

}  // namespace
}  // namespace ebbtide::schema
