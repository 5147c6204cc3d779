#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "gateway/gateway.hpp"
#include "store/write_lane.hpp"

namespace boost::asio {
class io_context;
}

namespace ebbtide::server {

class Connection;

/// Answers to writes, on their way from the write lane's thread to the I/O thread of their
/// connections: all of a group go there at once, since each way costs both threads a turn on the
/// processor. Thread safe.
class Answers final : public store::GroupListener {
 public:
  struct Answer {
    std::shared_ptr<Connection> connection;
    gateway::Reply reply;
  };
  using Deliver = std::function<void(const std::vector<Answer>&)>;

  /// `deliver` runs on the thread of `context`.
  Answers(boost::asio::io_context& context, Deliver deliver)
      : context_(&context), deliver_(std::move(deliver)) {}

  void Add(Answer answer);
  void OnGroupDone() override;
  /// Before `context` ends; the lane may still know this.
  void Close();

 private:
  std::mutex mutex_;
  boost::asio::io_context* context_;  // guarded by mutex_
  const Deliver deliver_;
  std::vector<Answer> waiting_;  // guarded by mutex_
};

}  // namespace ebbtide::server
