#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "refund/refund.hpp"
#include "schema/type.hpp"
#include "service/context.hpp"
#include "store/messages.hpp"

/// What is said about a refund, and the pictures that go with it.
namespace ebbtide::service {

/// Who speaks.
struct Author {
  refund::Actor actor;
  refund::PartyId id;
  std::string nick;
};

/// The user of the session, on the side that the refund knows them from.
Author AuthorOf(const Caller& caller);

/// A message before it is kept.
struct Draft {
  std::string content;
  std::vector<store::MessagePicture> pictures{};
  std::string type = "NORMAL";
};

/// Keeps a message of an open refund, with its event; refused once the refund is final. Gives the
/// message with its number. Only in a write transaction.
Result<store::Message> LeaveMessage(const refund::Refund& refund, const Author& author, Draft draft,
                                    const Context& context);

/// Keeps what somebody said while moving the refund; the move has its own event.
store::Message KeepWords(const refund::Refund& refund, const Author& author, Draft draft,
                         const Context& context);

/// Keeps a picture and gives its digest; 41 on `field` unless its content is one of `types`
/// (`image/png` …). Only in a write transaction.
Result<std::string> KeepPicture(const schema::Bytes& picture, std::string_view field,
                                std::span<const std::string_view> types, const Context& context);

inline constexpr std::array<std::string_view, 3> kProofTypes{"image/gif", "image/jpeg",
                                                             "image/png"};

/// An address at which the picture can be read for an hour: given only to who may see the refund.
std::string PictureLink(refund::RefundId refund, std::string_view digest, const Context& context);

/// The digest that `path_and_query`, the part of such an address from `/picture/` on, stands for;
/// nothing when it was not made here, or is no longer good. `key` is the store's.
std::optional<std::string> DigestOfLink(std::string_view path_and_query, std::string_view key,
                                        Timestamp now);

/// The label of that key.
inline constexpr std::string_view kPictureLinkKey = "picture links";

}  // namespace ebbtide::service
