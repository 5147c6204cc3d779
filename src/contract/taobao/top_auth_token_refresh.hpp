#pragma once

#include "contract/taobao/token.hpp"

/// taobao.top.auth.token.refresh. Source: top-protocol.md section 11.
namespace ebbtide::contract::top_auth_token_refresh {

struct Request {
  String refresh_token;

  static constexpr auto Describe() {
    return Object("Request", Field<&Request::refresh_token>(
                                 "The `refresh_token` that came with the last session.",
                                 {.example = "6201b5f0a6e4b6f9a3c5e7d9b1f3a5c1",
                                  .required = true,
                                  .max_bytes = taobao::kTokenBytesMax}));
  }
};

struct Response {
  String token_result;

  static constexpr auto Describe() {
    return Object("Response",
                  Field<&Response::token_result>(
                      "A JSON document, as of taobao.top.auth.token.create: the next session and "
                      "the next `refresh_token`.",
                      {.example = R"({"access_token":"6200a…","refresh_token":"6201b…"})"}));
  }
};

inline constexpr Api<Request, Response> kApi{{
    .name = "taobao.top.auth.token.refresh",
    .title = "Exchange a refresh token for the next session",
    .category = "Token API",
    .notes = "A refresh token is good once, and ends the session that it came with. For a minute "
             "after that it answers the same again, to a client that has lost the answer. Any "
             "other, whatever is wrong with it, is refused with "
             "`isv.invalid-parameter:refresh_token`: the user must authorise the app again.",
    .session = Session::kNone,
    .lane = Lane::kWrite,
}};

}  // namespace ebbtide::contract::top_auth_token_refresh
