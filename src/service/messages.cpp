#include "service/messages.hpp"

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "service/move.hpp"

namespace ebbtide::service {
namespace {

constexpr std::int64_t kLinkLastsMs = 3'600'000;
constexpr std::string_view kFolder = "/picture/";

std::string SignatureOf(std::string_view what, std::string_view key) {
  return std::move(Digest::Keyed(HashKind::kSha256, key).Add(what)).Hex();
}

}  // namespace

Author AuthorOf(const Caller& caller) {
  const bool seller = caller.kind == refund::PartyKind::kSeller;
  return {.actor = seller ? refund::Actor::kSeller : refund::Actor::kBuyer,
          .id = caller.user,
          .nick = caller.nick};
}

Result<store::Message> LeaveMessage(const refund::Refund& refund, const Author& author, Draft draft,
                                    const Context& context) {
  RETURN_IF_ERROR(
      Move(refund, {.event = refund::Event::kLeaveMessage, .actor = author.actor}, context));
  return KeepWords(refund, author, std::move(draft), context);
}

store::Message KeepWords(const refund::Refund& refund, const Author& author, Draft draft,
                         const Context& context) {
  store::Message message{.id = context.store.NextId(),
                         .refund = refund.id,
                         .created = context.now,
                         .author = author.actor,
                         .author_id = author.id,
                         .author_nick = author.nick,
                         .type = std::move(draft.type),
                         .content = std::move(draft.content),
                         .pictures = std::move(draft.pictures)};
  context.store.messages().Insert(message);
  return message;
}

Result<std::string> KeepPicture(const schema::Bytes& picture, std::string_view field,
                                std::span<const std::string_view> types, const Context& context) {
  const auto type = store::PictureType(picture.content);
  if (!type || std::ranges::find(types, *type) == types.end()) {
    std::string wanted;
    for (const auto one : types) wanted.append(wanted.empty() ? "" : ", ").append(one);
    return InvalidArgument(field, std::string(field) + " is not a picture of the type " + wanted +
                                      "; its content counts, not its name");
  }
  return context.store.pictures().Put(picture.content);
}

std::string PictureLink(refund::RefundId refund, std::string_view digest, const Context& context) {
  std::string path(kFolder);
  path.append(std::to_string(refund.value)).append("/").append(digest).append("?expires=");
  path.append(std::to_string(context.now.unix_ms + kLinkLastsMs));
  const std::string sign = SignatureOf(path, context.store.KeyFor(kPictureLinkKey));
  return context.policy.public_url + path + "&sign=" + sign;
}

std::optional<std::string> DigestOfLink(std::string_view path_and_query, std::string_view key,
                                        Timestamp now) {
  constexpr std::string_view kSign = "&sign=";
  constexpr std::string_view kExpires = "?expires=";
  const auto sign_at = path_and_query.rfind(kSign);
  if (!path_and_query.starts_with(kFolder) || sign_at == std::string_view::npos) return {};
  const auto signed_part = path_and_query.substr(0, sign_at);
  const auto sign = path_and_query.substr(sign_at + kSign.size());
  if (!EqualInConstantTime(sign, SignatureOf(signed_part, key))) return {};

  const auto expires_at = signed_part.rfind(kExpires);
  const auto expires = ParseInteger(signed_part.substr(expires_at + kExpires.size()));
  if (!expires || now.unix_ms > *expires) return {};
  const auto path = signed_part.substr(0, expires_at);
  return std::string(path.substr(path.rfind('/') + 1));
}

}  // namespace ebbtide::service
