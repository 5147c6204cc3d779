#pragma once

#include "contract/taobao/token.hpp"

/// taobao.top.auth.token.create. Source: top-protocol.md section 11.
namespace ebbtide::contract::top_auth_token_create {

struct Request {
  String code;
  Maybe<String> uuid;

  static constexpr auto Describe() {
    return Object("Request",
                  Field<&Request::code>("What `/authorize` sent to the app's callback.",
                                        {.example = "1d8c0b4f0a6e4b6f9a3c5e7d9b1f3a5c",
                                         .required = true,
                                         .max_bytes = taobao::kTokenBytesMax}),
                  Field<&Request::uuid>("Passed over.",
                                        {.example = "abc", .max_bytes = taobao::kTokenBytesMax}));
  }
};

struct Response {
  String token_result;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::token_result>(
                      "A JSON document: `access_token` is the session; `expires_in` and "
                      "`expire_time` say when it expires, in seconds from now and in milliseconds "
                      "since 1970; `refresh_token` is for taobao.top.auth.token.refresh.",
                      {.example = R"({"access_token":"6200a…","refresh_token":"6201b…"})"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.top.auth.token.create",
    .title = "Exchange a code for a session",
    .category = "Token API",
    .notes = "A code is good once, for ten minutes, and for the app that the user has authorised. "
             "Any other, whatever is wrong with it, is refused with `isv.invalid-parameter:code`: "
             "send the user to `/authorize` again.\n\n"
             "The members of `token_result` are those of `/token`, with the moments beside the "
             "seconds. The session may do what the user has consented to.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::top_auth_token_create
