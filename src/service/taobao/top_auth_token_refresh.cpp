#include "contract/taobao/top_auth_token_refresh.hpp"

#include "service/taobao/methods.hpp"
#include "service/tokens.hpp"

namespace ebbtide::service::top_auth_token_refresh {

namespace wire = contract::top_auth_token_refresh;

Result<wire::Response> Handle(const wire::Request& request, const Context& context) {
  ASSIGN_OR_RETURN(const auto token,
                   IssueToken({.kind = store::TokenKind::kRefresh,
                               .token = request.refresh_token,
                               .app_key = context.caller.app_key},
                              context.store, context.now, context.policy.consent));
  return wire::Response{.token_result = ToTokenResult(token, context.now)};
}

}  // namespace ebbtide::service::top_auth_token_refresh
