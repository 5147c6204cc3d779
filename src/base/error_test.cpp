#include "base/error.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

#include "base/result.hpp"

namespace ebbtide {
namespace {

TEST(Error, SaysItsParameterAsSubjectAndInItsSubCode) {
  EXPECT_EQ(MissingArgument("tid", "send tid"),
            (Error{ErrorKind::kMissingArgument, "tid", "isv.missing-parameter:tid", "send tid"}));
  EXPECT_EQ(InvalidArgument("tid", "a number"),
            (Error{ErrorKind::kInvalidArgument, "tid", "isv.invalid-parameter:tid", "a number"}));
  EXPECT_EQ(Refused("isv.refund-not-exist:refund_id", "try another"),
            (Error{ErrorKind::kRefused, "", "isv.refund-not-exist:refund_id", "try another"}));
}

Result<int> Half(int number) {
  if (number % 2 != 0) return Refused("isv.odd", "odd");
  return number / 2;
}

Result<void> RequireSmall(int number) {
  if (number > 100) return Refused("isv.large", "large");
  return {};
}

Result<int> Quarter(int number) {
  RETURN_IF_ERROR(RequireSmall(number));
  ASSIGN_OR_RETURN(const int half, Half(number));
  ASSIGN_OR_RETURN(const int quarter, Half(half));
  return quarter;
}

TEST(Result, LeavesAChainAtTheFirstError) {
  EXPECT_EQ(Quarter(12).value(), 3);
  EXPECT_EQ(Quarter(102).error().sub_code, "isv.large");
  EXPECT_EQ(Quarter(7).error().sub_code, "isv.odd");
  EXPECT_EQ(Quarter(6).error().sub_code, "isv.odd");
}

TEST(Result, ThrowsWhenItsMissingValueIsAskedFor) {
  EXPECT_THROW(Half(1).value(), std::logic_error);
}

}  // namespace
}  // namespace ebbtide
