#pragma once

#include <string>
#include <string_view>

#include "schema/form.hpp"
#include "store/access.hpp"

/// What Gateway::HandleOAuth is made of (top-protocol section 11).
namespace ebbtide::gateway {

/// What is wrong with an address that the operator registers as an app's callback; "" if nothing.
std::string ProblemOfCallback(std::string_view callback);

/// Whether a user may be sent to `uri`: the app's callback, or something below it. An address that
/// could be read in two ways is none.
bool IsBelowCallback(std::string_view uri, std::string_view callback);

/// The page that asks for a ticket; `problem` is shown above the form, "" shows nothing.
std::string ConsentPage(const store::App& app, const schema::Parameters& parameters,
                        std::string_view problem);

/// A page that only says what is wrong.
std::string ProblemPage(std::string_view problem);

}  // namespace ebbtide::gateway
