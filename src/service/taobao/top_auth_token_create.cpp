#include "contract/taobao/top_auth_token_create.hpp"

#include "service/taobao/methods.hpp"
#include "service/tokens.hpp"

namespace ebbtide::service::top_auth_token_create {

namespace wire = contract::top_auth_token_create;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto token,
                   IssueToken({.kind = store::TokenKind::kCode,
                               .token = request.code,
                               .app_key = context.caller.app_key},
                              context.store, context.now, context.policy.consent));
  return wire::Response{.token_result = ToTokenResult(token, context.now)};
}

}  // namespace ebbtide::service::top_auth_token_create
