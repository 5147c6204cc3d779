#include <gtest/gtest.h>

#include "schema/reader.hpp"
#include "schema/testing.hpp"

/// File parts into a struct.
namespace ebbtide::schema {
namespace {

struct Upload {
  Bytes picture;
  Maybe<Bytes> more;

  static constexpr auto Describe() {
    return Object("UploadRequest",
                  Field<&Upload::picture>("A picture.", {.required = true, .max_bytes = 6}),
                  Field<&Upload::more>("Another."));
  }
};

std::string File(std::string_view name, std::string_view content) {
  return "--b\r\nContent-Disposition: form-data; filename=f; name=" + std::string(name) +
         "\r\n\r\n" + std::string(content) + "\r\n";
}

std::string Text(std::string_view name, std::string_view content) {
  return "--b\r\nContent-Disposition: form-data; name=" + std::string(name) + "\r\n\r\n" +
         std::string(content) + "\r\n";
}

Result<Upload> Read(const std::string& parts) {
  const std::string body = parts + "--b--\r\n";
  Parameters parameters;
  RETURN_IF_ERROR(parameters.AddMultipart(body, "b"));
  Upload upload;
  RETURN_IF_ERROR(ReadParameters(kType<Upload>, parameters, &upload));
  return upload;
}

TEST(ReadFile, CopiesTheContentOfTheFilePart) {
  const std::string bytes("\xFF\0\r\n\xFE", 5);
  const auto one = Read(File("picture", bytes));
  ASSERT_TRUE(one) << one.error().sub_msg;
  EXPECT_EQ(one->picture.content, bytes);
  EXPECT_FALSE(one->more);
  const auto both = Read(File("picture", "sixsix") + File("more", "2") + File("unknown", "3"));
  ASSERT_TRUE(both) << both.error().sub_msg;
  EXPECT_EQ(both->picture.content, "sixsix");
  EXPECT_EQ(both->more->content, "2");
}

TEST(ReadFile, TakesAnEmptyFileForAbsent) {
  const auto one = Read(File("picture", "1") + File("more", ""));
  ASSERT_TRUE(one) << one.error().sub_msg;
  EXPECT_FALSE(one->more);
}

TEST(ReadFile, RefusesWhatIsNoFileOrTooLarge) {
  const Error missing = MissingArgument("picture", "send picture: A picture.");
  const std::string no_file = " must be a file part of a multipart/form-data body";
  const std::pair<std::string, Error> kRefused[] = {
      {"", missing},
      {File("picture", ""), missing},
      {Text("picture", ""), missing},
      {File("picture", "") + Text("picture", "1"), InvalidArgument("picture", "picture" + no_file)},
      {Text("picture", "1"), InvalidArgument("picture", "picture" + no_file)},
      {File("picture", "1") + Text("more", "1"), InvalidArgument("more", "more" + no_file)},
      {File("picture", "sevenxx"),
       InvalidArgument("picture", "picture must be at most 6 bytes long")},
  };
  for (const auto& [parts, error] : kRefused) {
    const auto upload = Read(parts);
    ASSERT_FALSE(upload) << parts;
    EXPECT_EQ(upload.error(), error) << parts;
  }
}

struct Nested {
  Maybe<Upload> upload;

  static constexpr auto Describe() { return Object("Nested", Field<&Nested::upload>("One.")); }
};

TEST(ReadFile, TakesNoFileFromJson) {
  Nested nested;
  const auto read =
      ReadJson(kType<Nested>, R"({"upload":{"picture":"iVBORw0KGgo="}})", "doc", &nested);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), InvalidArgument("doc",
                                          "doc.upload.picture must be a file part of a "
                                          "multipart/form-data body"));
}

}  // namespace
}  // namespace ebbtide::schema
