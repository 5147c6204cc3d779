#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "contract/import/order_record.hpp"
#include "service/context.hpp"

namespace ebbtide::service {

/// What became of an order.
struct Imported {
  bool is_new = false;  ///< false: it was there already, with the same content
  refund::OrderId order;
  std::vector<refund::LineId> lines;  ///< in the record's order
};

/// Takes orders in, as `ebbtide import` and the demo do. Belongs to one writing connection.
class OrderImporter {
 public:
  /// `store` must outlive this. `source` names the importer in the events of imported refunds.
  OrderImporter(store::Store& store, std::string source, Timestamp now)
      : store_(store), source_(std::move(source)), now_(now) {}

  /// Takes one order, inside the caller's transaction. Idempotent by the order's key: the same
  /// content again changes nothing, other content is refused, as is an order that does not add up.
  /// After an error nothing of the order was written.
  Result<Imported> Import(const contract::order_record::Order& record);

 private:
  refund::PartyId Party(refund::PartyKind kind, const std::string& code);

  store::Store& store_;
  std::string source_;
  Timestamp now_;
  std::map<std::string, refund::PartyId, std::less<>> parties_;  // by kind and code
};

}  // namespace ebbtide::service
