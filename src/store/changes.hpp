#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace ebbtide::store {

/// A state of the store. Good for asking `Changes` about it, and for nothing else.
struct Mark {
  std::uint64_t value = 0;
};

/// Tells whether what was read before would still be read, without reading it again. Whoever has
/// written since, in this process or another, cannot make it say so wrongly; that nothing has
/// changed it may fail to see. Of one reading connection, and as little thread safe.
class Changes {
 public:
  /// Stands for all apps and sessions among the numbers of orders and refunds.
  static constexpr std::int64_t kAccess = 0;

  virtual ~Changes() = default;

  /// The state that what is read now is at least as new as. Only inside `Store::Together` of a
  /// reader; nothing while somebody's write cannot be told from the others.
  [[nodiscard]] virtual std::optional<Mark> Now() const = 0;

  /// Whether the orders and refunds of these numbers are as they were then. Asked after `Now` has
  /// said something. How far back it knows depends on how much has changed since.
  [[nodiscard]] virtual bool AreUnchanged(std::span<const std::int64_t> numbers,
                                          Mark since) const = 0;
};

}  // namespace ebbtide::store
