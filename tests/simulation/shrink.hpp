#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

/// Makes failing sequences short enough to be read.
namespace ebbtide::test {

template <class Step>
std::vector<Step> Without(const std::vector<Step>& steps, std::size_t from, std::size_t count) {
  std::vector<Step> rest;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i < from || i >= from + count) rest.push_back(steps[i]);
  }
  return rest;
}

/// Leaves out runs of `count` steps, wherever what remains still fails.
template <class Step, class Fails>
std::vector<Step> LeaveOutRuns(std::vector<Step> steps, std::size_t count, const Fails& fails) {
  for (std::size_t from = 0; from < steps.size();) {
    auto rest = Without(steps, from, count);
    if (fails(rest)) {
      steps = std::move(rest);
    } else {
      from += count;
    }
  }
  return steps;
}

/// A part of `steps`, in their order, that fails too and none of whose steps can be left out:
/// delta debugging (Zeller, Hildebrandt 2002), in runs first, as most steps have nothing to do with
/// the failure. `fails` must give the same answer each time; `steps` themselves must fail.
template <class Step, class Fails>
std::vector<Step> Shrink(std::vector<Step> steps, const Fails& fails) {
  for (std::size_t count = steps.size() / 2; count > 1; count /= 2) {
    steps = LeaveOutRuns(std::move(steps), count, fails);
  }
  for (std::size_t before = steps.size() + 1; steps.size() < before;) {
    before = steps.size();
    steps = LeaveOutRuns(std::move(steps), 1, fails);
  }
  return steps;
}

}  // namespace ebbtide::test
