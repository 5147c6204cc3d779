#pragma once

#include "contract/api.hpp"

/// What a session is handed out as. Source: top-protocol.md section 11.
namespace ebbtide::contract::taobao {

inline constexpr std::size_t kTokenBytesMax = 128;

/// By `taobao.top.auth.token.create` and `.refresh` inside a string, by `/token` as it is.
struct Token {
  String access_token;
  String token_type;
  Number expires_in = 0;
  Maybe<Number> expire_time;
  String refresh_token;
  Number re_expires_in = 0;
  Maybe<Number> refresh_token_valid_time;
  Number r1_expires_in = 0;
  Number r2_expires_in = 0;
  Number w1_expires_in = 0;
  Number w2_expires_in = 0;
  Maybe<Number> r1_valid;
  Maybe<Number> r2_valid;
  Maybe<Number> w1_valid;
  Maybe<Number> w2_valid;
  String taobao_user_nick;
  Maybe<String> taobao_user_id;

  static constexpr auto Describe() {
    return Object(
        "Token", Field<&Token::access_token>("What to send as `session`."),
        Field<&Token::token_type>("`Bearer`."),
        Field<&Token::expires_in>("Seconds until it expires."),
        Field<&Token::expire_time>("When it expires, in milliseconds since 1970."),
        Field<&Token::refresh_token>("What the next session is to be had for, once."),
        Field<&Token::re_expires_in>("Seconds until that expires."),
        Field<&Token::refresh_token_valid_time>("When it expires, in milliseconds since 1970."),
        Field<&Token::r1_expires_in>("Seconds until reading expires."),
        Field<&Token::r2_expires_in>("The same of what is personal."),
        Field<&Token::w1_expires_in>("Seconds until writing expires."),
        Field<&Token::w2_expires_in>("The same of what is personal."),
        Field<&Token::r1_valid>("When reading expires, in milliseconds since 1970."),
        Field<&Token::r2_valid>("The same of what is personal."),
        Field<&Token::w1_valid>("When writing expires, in milliseconds since 1970."),
        Field<&Token::w2_valid>("The same of what is personal."),
        Field<&Token::taobao_user_nick>("The user's code, percent-encoded."),
        Field<&Token::taobao_user_id>("The user's number."));
  }
};

}  // namespace ebbtide::contract::taobao
