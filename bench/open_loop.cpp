#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <exception>
#include <fstream>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

/// Load at a fixed rate, for latencies that hide nothing (an open loop): a request is due at its
/// moment whether those before it are answered or not, and its latency counts from that moment. Of
/// several groups of requests at once, on one thread:
///
///     ebbtide_bench_load PORT SECONDS (FILE CONNECTIONS RATE loop|once MARKER)...
///
/// FILE has a form body a line. RATE is in requests a second of the whole group; 0 sends the next
/// one as soon as an answer has come (a closed loop). With `once` no line is sent twice. A good
/// answer has status 200 and MARKER in it. Prints a JSON array, an object for each group.
///
/// It never sleeps: to wake it would be part of each latency, and on a virtual machine a large one.
namespace {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

/// How long answers may take after the last request.
constexpr auto kPatience = std::chrono::seconds(20);

[[noreturn]] void ThrowErrno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

struct Group;

struct Connection {
  int handle = -1;
  Group* group = nullptr;
  Moment due;
  bool busy = false;
  std::string answer;  // as much of it as has come
};

struct Group {
  std::vector<std::string> requests;
  std::string marker;
  bool once = false;
  Clock::duration interval{};  // 0: closed loop
  std::vector<std::unique_ptr<Connection>> connections;
  std::vector<Connection*> idle;

  std::size_t next = 0;
  Moment next_due;
  std::deque<Moment> waiting;  // due, but all connections are busy
  bool exhausted = false;

  std::vector<double> latencies_ms;
  std::size_t failures = 0;
  std::string first_failure;
  double latest_ms = 0;  // by which an idle connection was late to send
};

double Milliseconds(Clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

std::vector<std::string> ReadRequests(const std::string& file, const std::string& port) {
  std::ifstream stream(file);
  std::vector<std::string> requests;
  for (std::string body; std::getline(stream, body);) {
    requests.push_back(
        "POST /router/rest HTTP/1.1\r\nHost: 127.0.0.1:" + port +
        "\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  if (requests.empty()) throw std::runtime_error("no requests in " + file);
  return requests;
}

int Connect(const std::string& port) {
  const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle < 0) ThrowErrno("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ThrowErrno("connect");
  }
  const int on = 1;
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return handle;
}

/// The length of a whole answer at the start of `text`; nothing while it is not all there.
std::optional<std::size_t> WholeAnswer(std::string_view text) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  constexpr std::string_view kLength = "\r\ncontent-length:";
  const auto end = text.find(kEnd);
  if (end == std::string_view::npos) return std::nullopt;
  for (std::size_t line = text.find("\r\n"); line < end; line = text.find("\r\n", line + 1)) {
    if (strncasecmp(text.data() + line, kLength.data(), kLength.size()) != 0) continue;
    const auto body = std::strtoul(text.data() + line + kLength.size(), nullptr, 10);
    const auto whole = end + kEnd.size() + body;
    return text.size() < whole ? std::nullopt : std::optional(whole);
  }
  throw std::runtime_error("an answer without Content-Length: " + std::string(text.substr(0, end)));
}

class Load {
 public:
  explicit Load(const std::string& port) : port_(port), poll_(epoll_create1(EPOLL_CLOEXEC)) {
    if (poll_ < 0) ThrowErrno("epoll_create1");
  }
  ~Load() { close(poll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  void Add(char** words) {
    auto& group = *groups_.emplace_back(std::make_unique<Group>());
    group.requests = ReadRequests(words[0], port_);
    const double rate = std::atof(words[2]);
    if (rate > 0) {
      group.interval =
          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / rate));
    }
    group.once = std::string_view(words[3]) == "once";
    group.marker = words[4];
    const int count = std::atoi(words[1]);
    for (int i = 0; i < count; ++i) AddConnection(group);
  }

  void Run(std::chrono::duration<double> length) {
    const auto begin = Clock::now();
    end_ = begin + std::chrono::duration_cast<Clock::duration>(length);
    for (auto& group : groups_) Start(*group, begin);
    while (SendDue()) Receive();
  }

  void Print() const {
    std::printf("[");
    for (const auto& group : groups_) {
      if (group != groups_.front()) std::printf(",");
      PrintGroup(*group);
    }
    std::printf("]\n");
  }

 private:
  void AddConnection(Group& group) {
    auto& connection = *group.connections.emplace_back(std::make_unique<Connection>());
    connection.handle = Connect(port_);
    connection.group = &group;
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &connection}};
    if (epoll_ctl(poll_, EPOLL_CTL_ADD, connection.handle, &event) != 0) ThrowErrno("epoll_ctl");
    group.idle.push_back(&connection);
  }

  void Start(Group& group, Moment begin) {
    group.next_due = begin;
    if (group.interval != Clock::duration{}) return;
    for (auto* const connection : std::exchange(group.idle, {})) Send(*connection, Clock::now());
  }

  void Send(Connection& connection, Moment due) {
    Group& group = *connection.group;
    if (group.once && group.next == group.requests.size()) {
      group.exhausted = true;
      return;
    }
    const auto& request = group.requests[group.next++ % group.requests.size()];
    connection.due = due;
    connection.busy = true;
    ++busy_;
    // The socket's buffer is empty, since nothing is sent before the answer is there.
    const auto sent = send(connection.handle, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.size())) ThrowErrno("send");
  }

  /// Sends what is due; false when all is over.
  bool SendDue() {
    const auto now = Clock::now();
    bool waits = false;
    for (auto& one : groups_) {
      Group& group = *one;
      if (group.interval == Clock::duration{}) continue;
      for (; group.next_due <= now && group.next_due < end_; group.next_due += group.interval) {
        if (!group.idle.empty()) {
          group.latest_ms = std::max(group.latest_ms, Milliseconds(now - group.next_due));
        }
        group.waiting.push_back(group.next_due);
      }
      while (!group.waiting.empty() && !group.idle.empty() && !group.exhausted) {
        auto* const connection = group.idle.back();
        group.idle.pop_back();
        Send(*connection, group.waiting.front());
        group.waiting.pop_front();
      }
      waits = waits || (!group.waiting.empty() && !group.exhausted);
    }
    if (now > end_ + kPatience) throw std::runtime_error("answers did not come");
    return now < end_ || busy_ > 0 || waits;
  }

  void Receive() {
    std::array<epoll_event, 256> events{};
    const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 0);
    if (count < 0 && errno != EINTR) ThrowErrno("epoll_wait");
    for (int i = 0; i < count; ++i) {
      Read(*static_cast<Connection*>(events.at(static_cast<std::size_t>(i)).data.ptr));
    }
  }

  void Read(Connection& connection) {
    std::array<char, 65'536> bytes{};
    const auto size = recv(connection.handle, bytes.data(), bytes.size(), 0);
    if (size == 0) throw std::runtime_error("the server has closed a connection");
    if (size < 0) ThrowErrno("recv");
    connection.answer.append(bytes.data(), static_cast<std::size_t>(size));
    const auto whole = WholeAnswer(connection.answer);
    if (!whole) return;
    if (connection.answer.size() != *whole) throw std::runtime_error("more than one answer came");
    Take(connection);
  }

  void Take(Connection& connection) {
    Group& group = *connection.group;
    const auto now = Clock::now();
    group.latencies_ms.push_back(Milliseconds(now - connection.due));
    const std::string_view answer = connection.answer;
    if (!answer.starts_with("HTTP/1.1 200") || answer.find(group.marker) == std::string::npos) {
      if (group.failures++ == 0) group.first_failure = answer;
    }
    connection.answer.clear();
    connection.busy = false;
    --busy_;
    if (group.interval != Clock::duration{}) {
      group.idle.push_back(&connection);
    } else if (now < end_) {
      Send(connection, now);
    }
  }

  static void PrintGroup(const Group& group) {
    auto sorted = group.latencies_ms;
    std::ranges::sort(sorted);
    const auto at = [&](double share) {
      const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
      return sorted.empty() ? 0 : sorted[std::min(place, sorted.size() - 1)];
    };
    const auto sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
    const auto mean = sorted.empty() ? 0 : sum / static_cast<double>(sorted.size());
    std::string failure = group.first_failure.substr(0, 400);
    std::ranges::replace_if(
        failure, [](char c) { return c == '"' || c == '\\' || (c >= 0 && c < ' '); }, ' ');
    std::printf(
        R"({"requests":%zu,"taken":%zu,"exhausted":%s,"failures":%zu,"firstFailure":"%s","lateMs":%.3f,"meanMs":%.4f,"maxMs":%.3f,"distribution":[)",
        sorted.size(), group.next, group.exhausted ? "true" : "false", group.failures,
        failure.c_str(), group.latest_ms, mean, sorted.empty() ? 0 : sorted.back());
    constexpr std::array kShares{0.0,  0.25,  0.5,   0.75,  0.9,    0.95,   0.98,
                                 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 0.99999};
    for (const double share : kShares) {
      std::printf("%s[%g,%.3f]", share == kShares.front() ? "" : ",", share, at(share));
    }
    std::printf("]}");
  }

  std::string port_;
  int poll_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::size_t busy_ = 0;
  Moment end_;
};

}  // namespace

int main(int argc, char** argv) {
  constexpr int kWordsBefore = 3;
  constexpr int kWordsOfGroup = 5;
  if (argc <= kWordsBefore || (argc - kWordsBefore) % kWordsOfGroup != 0) {
    std::fprintf(
        stderr,
        "usage: ebbtide_bench_load PORT SECONDS (FILE CONNECTIONS RATE loop|once MARKER)...\n");
    return 2;
  }
  try {
    Load load(argv[1]);
    for (int i = kWordsBefore; i < argc; i += kWordsOfGroup) load.Add(argv + i);
    load.Run(std::chrono::duration<double>(std::atof(argv[2])));
    load.Print();
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "ebbtide_bench_load: %s\n", problem.what());
    return 1;
  }
}
