#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ebbtide::test {

/// What arrived: the head as it is, with its blank line, and the body.
struct Heard {
  std::string head;
  std::string body;
};

/// What a gateway does about a request.
struct Said {
  enum class Then : std::uint8_t { kStay, kHangUp, kSilence };

  std::string body;
  int status = 200;
  Then then = Then::kStay;  ///< `kSilence`: not even an answer
};

/// What it is and whose key it has, as PEM.
struct Certificate {
  std::string certificate;
  std::string key;
};

/// Signed by itself, for 127.0.0.1 and no other name.
Certificate NewCertificate();

/// A server on a free port that answers as a test wants: `answer` is called for each request, for
/// one at a time, with how many came before.
class FakeGateway {
 public:
  using Answer = std::function<Said(const Heard& heard, std::size_t before)>;

  explicit FakeGateway(Answer answer, const Certificate* certificate = nullptr);
  ~FakeGateway();
  FakeGateway(const FakeGateway&) = delete;
  FakeGateway& operator=(const FakeGateway&) = delete;

  [[nodiscard]] std::string Url(const std::string& host = "127.0.0.1") const;
  [[nodiscard]] std::vector<Heard> heard() const;
  [[nodiscard]] std::size_t connections() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ebbtide::test
