#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_map.hpp"
#include "protocol/envelope.hpp"
#include "schema/form.hpp"
#include "service/context.hpp"
#include "service/endpoint.hpp"
#include "store/changes.hpp"

namespace ebbtide::gateway {

/// Answers to reads, kept as they were sent until what they show changes: whoever integrates asks
/// for the same refunds again and again. Of one I/O thread; not thread safe.
class KeptAnswers {
 public:
  /// What is asked, and by whom, whenever and however signed: two calls with the same name have the
  /// same answer as long as the store does not change.
  static std::string NameOf(const service::Endpoint& endpoint, const service::Caller& caller,
                            const protocol::Style& style, const schema::Parameters& parameters);

  /// Keeps so many bytes at most, about; nothing when 0.
  explicit KeptAnswers(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  [[nodiscard]] bool keeps_any() const { return bytes_max_ != 0; }

  /// The answer of that name as it is to be sent again; nothing when there is none, or what it
  /// shows has changed. There must be a `Now` of `changes`.
  std::optional<std::string> Find(std::string_view name, const store::Changes& changes,
                                  std::string_view request_id);

  /// Keeps `body`, which was read at `mark` or later, with its request id in it, and rests on the
  /// rows of these numbers.
  void Keep(std::string name, std::string_view body, std::string_view request_id,
            std::vector<std::int64_t> numbers, store::Mark mark);

 private:
  struct Answer {
    std::string body;
    std::size_t request_id_at = 0;
    std::vector<std::int64_t> numbers;
    store::Mark mark;             ///< when it was last known to be good
    bool is_asked_again = false;  ///< since its turn to go last came
  };
  using Kept = TextMap<Answer>;

  static std::size_t BytesOf(const Kept::value_type& kept);
  void MakeRoom();

  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  Kept kept_;
  std::deque<Kept::value_type*> turns_;  ///< all of them; the first goes next, unless asked again
};

}  // namespace ebbtide::gateway
