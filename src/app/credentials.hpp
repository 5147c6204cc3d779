#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "store/access.hpp"

namespace ebbtide::app {

/// Makes the app, with a new key and secret where it has none. Inside a transaction.
store::App NewApp(store::Access& access, store::App wanted, Timestamp now);

std::string NewSecret();

/// A key that cannot be guessed.
std::string NewSessionKey();

/// `seller:TESTW` as a kind and a code; throws `std::invalid_argument` at anything else.
std::pair<refund::PartyKind, std::string> ParseParty(std::string_view text);

}  // namespace ebbtide::app
