#include "server/answers.hpp"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace ebbtide::server {

void Answers::Add(Answer answer) {
  const std::scoped_lock lock(mutex_);
  waiting_.push_back(std::move(answer));
}

void Answers::OnGroupDone() {
  const std::scoped_lock lock(mutex_);
  if (context_ == nullptr || waiting_.empty()) return;
  boost::asio::post(*context_, [this, group = std::exchange(waiting_, {})] { deliver_(group); });
}

void Answers::Close() {
  const std::scoped_lock lock(mutex_);
  context_ = nullptr;
}

}  // namespace ebbtide::server
