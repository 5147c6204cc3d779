#include <ebbtide/batch.hpp>

#include <stdexcept>

#include "base/random.hpp"
#include "client/batch_framing.hpp"
#include "client/read_reply.hpp"
#include "schema/form.hpp"
#include "schema/parameter_writer.hpp"

namespace ebbtide::top {
namespace {

void AddTo(std::string& form, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  form.append(form.empty() ? "" : "&").append(schema::UrlEncode(name)).append("=");
  form.append(schema::UrlEncode(value));
}

}  // namespace

std::string NewBatchSeparator() {
  constexpr std::size_t kLength = 24;
  return "-S-" + SystemRandom().Text(kLength, kBase36) + "-";
}

void Batch::AddPart(const contract::ApiInfo& api, const schema::Type& type, const void* request,
                    std::string_view session) {
  const auto written = schema::WriteParameters(type, request);
  if (!written.files.empty()) {
    throw std::invalid_argument(std::string(api.name) + ": a batch has no place for a file");
  }
  Part part{
      .method = std::string(api.name), .text = {}, .is_read = api.lane == contract::Lane::kRead};
  AddTo(part.text, "method", api.name);
  AddTo(part.text, "session", session);
  for (const auto& [name, value] : written.texts) AddTo(part.text, name, value);
  parts_.push_back(std::move(part));
}

std::string Batch::ToBody(std::string_view separator) const {
  std::string body;
  for (const auto& part : parts_) {
    if (!body.empty()) body.append(separator);
    body.append(part.text);
  }
  return body;
}

Reply BatchReply::Split(const Batch& batch, std::string body, std::string_view separator) {
  pieces_.clear();
  std::string_view rest = body;
  for (const auto& part : batch.parts_) {
    const auto size = std::min(rest.find(separator), rest.size());
    pieces_.push_back({part.method, std::string(rest.substr(0, size))});
    rest.remove_prefix(std::min(size + separator.size(), rest.size()));
    if (rest.empty()) break;
  }
  if (pieces_.size() == batch.parts_.size() && rest.empty())
    return {std::move(body), std::string{}};
  // One document for all: why the batch as a whole was refused.
  Reply whole = ReadReply(body, {}, nullptr, nullptr);
  if (!whole) return whole;
  return {std::move(body),
          CallError{.kind = CallErrorKind::kUnreadable,
                    .message = "the answer has not one piece for each call of the batch"}};
}

Reply BatchReply::Read(std::size_t index, const schema::Type& type, void* response) const {
  if (error_) return {std::string{}, *error_};
  const Piece& piece = pieces_.at(index);
  return ReadReply(piece.body, piece.method, &type, response);
}

}  // namespace ebbtide::top
