#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "gateway/gateway.hpp"
#include "support/platform.hpp"

struct sqlite3;

namespace ebbtide::fuzz {

/// The demo's platform, as it was made, for every input: what an input has written is taken back
/// before the next.
class World {
 public:
  World();
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// The demo's apps: shop, wdk, epp, openmall, xiaoman, buyer, platform. Any word names one.
  [[nodiscard]] const test::App& AppNamed(std::string_view word) const;

  [[nodiscard]] gateway::Gateway& gateway() { return gateway_; }
  [[nodiscard]] test::Platform& platform() { return platform_; }

  /// Whether anything at all was written since this was asked last.
  bool HasChanged();
  /// Ends an input: what it wrote must keep all laws, and is taken back.
  void TakeBack();

 private:
  using Connection = std::unique_ptr<sqlite3, int (*)(sqlite3*)>;

  std::int64_t Number(const char* sql);
  std::string Contents();

  test::Platform platform_;
  std::vector<test::App> apps_;
  gateway::Gateway gateway_;
  std::unique_ptr<store::Store> reader_;
  Connection live_;
  Connection pristine_;
  std::int64_t seen_version_ = 0;
  std::string seen_contents_;
  std::string pristine_contents_;
};

}  // namespace ebbtide::fuzz
