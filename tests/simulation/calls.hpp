#pragma once

#include <string>
#include <vector>

#include "simulation/model.hpp"
#include "support/platform.hpp"

/// Deeds as calls of the public methods.
namespace ebbtide::simulation {

struct Call {
  Who who;
  test::Params params;
  Picture picture = Picture::kNone;  ///< goes as `refuse_proof`
};

/// The numbers of the refunds that there are, by order, oldest first.
using RefundIds = std::vector<std::vector<std::string>>;

/// `before` is the model before the deed: it says what "the present version" or "3 fen too much"
/// come to. The deed must not be one of time.
Call CallOf(const Deed& deed, const Model& before, const RefundIds& ids);

}  // namespace ebbtide::simulation
