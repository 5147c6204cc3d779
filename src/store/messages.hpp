#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "refund/refund.hpp"
#include "store/page.hpp"

namespace ebbtide::store {

/// Beside a message: a picture that is kept here, by its digest.
struct MessagePicture {
  std::string digest;
  std::string caption;
};

/// What somebody said about a refund.
struct Message {
  std::int64_t id = 0;
  refund::RefundId refund;
  Timestamp created;
  refund::Actor author = refund::Actor::kBuyer;
  refund::PartyId author_id;
  std::string author_nick;
  std::string type = "NORMAL";  ///< or RETURN_GOODS_APPROVED
  std::string content;
  std::vector<MessagePicture> pictures;
};

/// The messages of refunds that were found by a scope.
class Messages {
 public:
  virtual ~Messages() = default;

  virtual Listed<Message> Of(refund::RefundId refund, const Page& page) = 0;

  /// Whether a picture was uploaded for this refund, so that a message of it may show it.
  virtual bool IsUploaded(refund::RefundId refund, std::string_view digest) = 0;

  /// The rest writes.
  virtual void Insert(const Message& message) = 0;
  /// Does nothing for one that is there.
  virtual void PutUpload(refund::RefundId refund, std::string_view digest, Timestamp now) = 0;
};

}  // namespace ebbtide::store
