#pragma once

#include <optional>
#include <string_view>

#include "refund/details.hpp"
#include "refund/order.hpp"

namespace ebbtide::store {

struct OfferedItem {
  refund::Item item;
  refund::PartyId seller;
};

/// What is on sale, for channels whose orders name items. Anybody may buy, so reads have no scope.
class Items {
 public:
  virtual ~Items() = default;

  virtual std::optional<OfferedItem> Find(std::int64_t item_id, std::int64_t sku_id) = 0;
  virtual std::optional<OfferedItem> FindEpp(std::string_view epp_item_id, std::int64_t sku_id) = 0;
  /// Whose item that is, whatever its skus.
  virtual std::optional<refund::PartyId> SellerOf(std::int64_t item_id) = 0;
  /// Which item has that number for enterprise purchase, whatever its skus.
  virtual std::optional<std::int64_t> IdOfEpp(std::string_view epp_item_id) = 0;

  /// The rest writes.
  virtual void Insert(const refund::Item& item, refund::PartyId seller) = 0;
  virtual void Update(const refund::Item& item) = 0;
};

/// A report of a tax audit, kept as it came.
struct TaxAudit {
  refund::PartyId customer;
  std::string okki_refund_id;
  std::string action;
  std::string content;  ///< JSON
  Timestamp created;
};

class TaxAudits {
 public:
  virtual ~TaxAudits() = default;

  virtual std::optional<TaxAudit> Find(refund::PartyId customer, std::string_view okki_refund_id,
                                       std::string_view action) = 0;
  /// Writes.
  virtual void Insert(const TaxAudit& audit) = 0;
};

}  // namespace ebbtide::store
