#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "store/access.hpp"
#include "store/changes.hpp"
#include "store/items.hpp"
#include "store/messages.hpp"
#include "store/orders.hpp"
#include "store/payouts.hpp"
#include "store/pictures.hpp"
#include "store/refunds.hpp"

/// The ports that services need, and their SQL implementation on SOCI.
namespace ebbtide::store {

/// One connection to the store with everything that can be asked of it. Belongs to one thread.
/// Broken machinery throws; what a caller asks for in vain is an empty answer.
class Store {
 public:
  virtual ~Store() = default;

  virtual Access& access() = 0;
  virtual Orders& orders() = 0;
  virtual Refunds& refunds() = 0;
  virtual Messages& messages() = 0;
  virtual Payouts& payouts() = 0;
  virtual Items& items() = 0;
  virtual TaxAudits& tax_audits() = 0;
  virtual const Pictures& pictures() = 0;

  /// A secret of this store for the purpose that `label` names, always the same.
  virtual std::string KeyFor(std::string_view label) = 0;

  /// A new number for an order, line, refund, batch or party: below 2^53, ascending with time, and
  /// never given out before on this store (design, decision 9). Only in a write transaction.
  virtual std::int64_t NextId() = 0;

  /// Runs `read`; all that it reads is of one moment. Inside another snapshot, or a transaction, of
  /// that one's moment.
  virtual void Snapshot(const std::function<void()>& read) = 0;

  /// Runs `read`, in which all snapshots are of one moment: that of the first. What is asked
  /// outside of them is of no moment. Not inside a snapshot, a transaction, or another such run.
  virtual void Together(const std::function<void()>& read) = 0;

  virtual const Changes& changes() = 0;

  /// Runs `write` in a transaction: on disk when this returns, not done at all when it throws. It
  /// runs a second time from the beginning, after all it wrote was taken back, when an `Attempt` in
  /// it ends half done.
  virtual void Transact(const std::function<void()>& write) = 0;

  /// Inside `Transact`: runs `step`, and takes back what it wrote when it returns false or throws.
  virtual void Attempt(const std::function<bool()>& step) = 0;

  /// Recomputes sums, states and chains of the whole store from its rows, at one moment, and calls
  /// `report` with a line for each place that is wrong.
  virtual void Verify(const std::function<void(std::string)>& report) = 0;

  /// How many refunds there are, whoever's; for the operator.
  virtual std::int64_t CountRefunds() = 0;
};

/// A directory with a database, its key, and nothing else of value. Thread safe; opening makes
/// what is missing, and brings the tables up to date. The directory may be open in several
/// processes at once: each takes a node number of its own.
class DataDirectory {
 public:
  /// `clock` must outlive this. Throws when the directory cannot be used.
  DataDirectory(std::filesystem::path path, const Clock& clock);
  ~DataDirectory();
  DataDirectory(const DataDirectory&) = delete;
  DataDirectory& operator=(const DataDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const;

  /// A connection that only reads. Any number of them, beside each other and the writer.
  [[nodiscard]] std::unique_ptr<Store> OpenReader() const;
  /// A connection that writes too; at most one of this object's at a time.
  [[nodiscard]] std::unique_ptr<Store> OpenWriter() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::store
