#include "protocol/error_codes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace ebbtide::protocol {
namespace {

constexpr std::array kCodes{
    CodeRow{Code::kUploadFail,
            "Upload fail",
            {},
            "A file could not be taken in. Not sent here: a file that is no picture, or too large, "
            "is 41."},
    CodeRow{Code::kCallLimited, "App Call Limited", "`accesscontrol.limited-by-…`",
            "More calls than the app may make in this time. `sub_msg` is `This ban will last for N "
            "more seconds`: wait so long, then send the same call again."},
    CodeRow{Code::kHttpAction,
            "Http action not allowed",
            {},
            "The HTTP method is neither GET nor POST."},
    CodeRow{
        Code::kServiceUnavailable,
        "Service currently unavailable",
        {},
        "The server cannot work now; try again later. Not sent here: a server that ends takes no "
        "new calls."},
    CodeRow{
        Code::kInsufficientApp, "Insufficient isv permissions", "`isv.permission-…`",
        "The app may not call this method, or not from this address, or not at all. Ask who runs "
        "the server for the permission; the same call again is refused again."},
    CodeRow{Code::kInsufficientUser,
            "Insufficient user permissions",
            {},
            "The session's user may not do this. Not sent here: 42 says so."},
    CodeRow{
        Code::kInsufficientPartner,
        "Insufficient partner permissions",
        {},
        "The partner that the call names may not do this. Not sent here: `partner_id` is signed "
        "and passed over."},
    CodeRow{Code::kRemoteServiceLive, "Remote service error", "any `isv.…` or `isp.…`",
            "What 50 is, where the server is set to the code of live traffic."},
    CodeRow{Code::kMissingMethod, "Missing method", {}, "Send `method`, the name of an API."},
    CodeRow{
        Code::kInvalidMethod,
        "Invalid method",
        {},
        "This server serves no method of that name; `ebbtide methods` lists those that it serves."},
    CodeRow{Code::kInvalidFormat,
            "Invalid format",
            {},
            "`format` is `xml` or `json`. The answer is XML."},
    CodeRow{Code::kMissingSignature, "Missing signature", {}, "Send `sign`."},
    CodeRow{Code::kInvalidSignature,
            "Invalid signature",
            {},
            "`sign` is not the signature of what arrived by this app's secret. Check the secret, "
            "that UTF-8 was signed before it was url-encoded, and that exactly what is sent was "
            "signed; `sign_method` is `md5`, `hmac` or `hmac-sha256`."},
    CodeRow{Code::kMissingSession,
            "Missing session",
            {},
            "The method acts for a user: send `session`."},
    CodeRow{Code::kInvalidSession, "Invalid session", "`invalid-sessionkey`, `session-expired`",
            "The session never was, is another app's, was revoked or has expired (`Invalid "
            "session:session-expired`). Ask the user to authorise the app again, or refresh the "
            "token."},
    CodeRow{Code::kMissingAppKey, "Missing app key", {}, "Send `app_key`."},
    CodeRow{
        Code::kInvalidAppKey, "Invalid app Key", "`isv.appkey-not-exists`",
        "This server knows no app of that key, or it is disabled. Keys of another environment do "
        "not work here."},
    CodeRow{Code::kMissingTimestamp, "Missing timestamp", {}, "Send `timestamp`."},
    CodeRow{
        Code::kInvalidTimestamp,
        "Invalid timestamp",
        {},
        "`timestamp` is `yyyy-MM-dd HH:mm:ss` in GMT+8, or epoch milliseconds, at most ten "
        "minutes from the server's clock. Eight hours off: the client stamps local time; set its "
        "zone to Asia/Shanghai."},
    CodeRow{Code::kMissingVersion, "Missing version", {}, "Send `v=2.0`."},
    CodeRow{Code::kInvalidVersion, "Invalid version", {}, "`v` is no version; send `v=2.0`."},
    CodeRow{
        Code::kUnsupportedVersion, "Unsupported version", {}, "`v` is another version than 2.0."},
    CodeRow{Code::kMissingArguments, "Missing required arguments", "`isv.missing-parameter:…`",
            "`msg` goes on with a colon and the parameter's name. `sub_msg` names the part that is "
            "missing where it is inside of it."},
    CodeRow{Code::kInvalidArguments, "Invalid arguments", "`isv.invalid-parameter:…`",
            "`msg` goes on with a colon and the parameter's name; `sub_msg` says what it must be."},
    CodeRow{
        Code::kInsufficientSession,
        "Insufficient session permissions",
        {},
        "The session is good, but not for this method: its user is of another kind, or its scope "
        "leaves the method out."},
    CodeRow{Code::kParameterError, "Parameter error", {}, "Old form of 41; not sent here."},
    CodeRow{
        Code::kInvalidAccessToken, "Invalid access token", {}, "Old form of 27; not sent here."},
    CodeRow{Code::kInvalidEncoding,
            "Invalid encoding",
            {},
            "Query or body cannot be read: a bad percent escape, text that is not UTF-8, broken "
            "multipart, too many parameters, or a content type that TOP does not have."},
    CodeRow{Code::kRemoteService, "Remote service error", "any `isv.…` or `isp.…`",
            "The call was understood, and the business says no (`isv.…`): nothing was changed. Or "
            "the server failed (`isp.…`): send the same call again, as SDKs do by themselves; a "
            "write is not done twice."},
};

constexpr std::array kSubCodes{
    SubCodeRow{"accesscontrol.limited-by-api-access-count", Origin::kTop,
               "The method is called more often than it may be, by all apps together.",
               "Wait as long as `sub_msg` says."},
    SubCodeRow{"accesscontrol.limited-by-app-access-count", Origin::kTop,
               "The app makes more calls than it may.", "Wait as long as `sub_msg` says."},
    SubCodeRow{"accesscontrol.limited-by-app-api-access-count", Origin::kTop,
               "The app calls this method more often than it may.",
               "Wait as long as `sub_msg` says."},
    SubCodeRow{"invalid-sessionkey", Origin::kTop, "There is no such session of this app.",
               "Use the session that this app was given; ask the user to authorise it again."},
    SubCodeRow{"isp.refund-service-unavailable", Origin::kTop,
               "Too many writes are waiting; nothing was written.",
               "Send the same call again, a little later."},
    SubCodeRow{"isp.unknown-error", Origin::kTop,
               "The server failed, and the outcome of the call is not known.",
               "Send the same call again; give its `request_id` to whoever runs the server."},
    SubCodeRow{"isv.aftersale-window-closed", Origin::kEbbtide,
               "The order is finished for so long that no refund can be asked for any more.",
               "Nothing; settle it with the seller."},
    SubCodeRow{"isv.appkey-not-exists", Origin::kTop,
               "No app has this `app_key`, or the app is disabled.",
               "Check the key, and that it is one of this server."},
    SubCodeRow{"isv.invalid-parameter", Origin::kTop,
               "The parameter after the colon cannot be used as it is.", "Do as `sub_msg` says."},
    SubCodeRow{"isv.item-already-exist", Origin::kEbbtide,
               "The item number after the colon is taken.", "Use a number of your own."},
    SubCodeRow{"isv.item-not-exist", Origin::kEbbtide, "There is no such item.",
               "Check the number; `ebbtide.item.put` makes an item known."},
    SubCodeRow{"isv.missing-parameter", Origin::kTop, "The parameter after the colon was not sent.",
               "Send it."},
    SubCodeRow{"isv.order-already-exist", Origin::kEbbtide,
               "The order number after the colon was used before for another order.",
               "Use a new number; to repeat a call, send the same content."},
    SubCodeRow{"isv.order-not-exist", Origin::kEbbtide,
               "There is no such order or order line, or it is not the caller's.",
               "Check the number, and whose session or app calls."},
    SubCodeRow{"isv.order-status-error", Origin::kEbbtide,
               "The order is in a state in which this cannot be done.",
               "Look at the order; `sub_msg` says what state it is in."},
    SubCodeRow{"isv.permission-api-package-empty", Origin::kTop,
               "The app may call no method at all.",
               "Ask who runs the server to grant it what it needs: `ebbtide app grant`."},
    SubCodeRow{"isv.permission-api-package-not-allowed", Origin::kTop,
               "The app may not call this method.",
               "Ask who runs the server for the method or its category: `ebbtide app grant`."},
    SubCodeRow{"isv.permission-ip-whitelist-limit", Origin::kTop,
               "The app may not call from this address.",
               "Call from an allowed one, or ask who runs the server: `ebbtide app allow`."},
    SubCodeRow{"isv.refund-fee-error", Origin::kEbbtide, "The amount is not that of the refund.",
               "Look at the refund and send its amount."},
    SubCodeRow{"isv.refund-fee-exceeded", Origin::kEbbtide,
               "More money than is left to be refunded.",
               "Ask for at most what `sub_msg` says is left."},
    SubCodeRow{"isv.refund-not-exist", Origin::kEbbtide,
               "There is no such refund, or it is not the caller's.",
               "Check the number, and whose session or app calls."},
    SubCodeRow{"isv.refund-post-fee-exceeded", Origin::kEbbtide,
               "More postage than is left to be refunded.",
               "Ask for at most what `sub_msg` says is left."},
    SubCodeRow{"isv.refund-quantity-exceeded", Origin::kEbbtide,
               "More pieces than are left to be refunded.",
               "Ask for at most what `sub_msg` says is left."},
    SubCodeRow{"isv.refund-refuse-not-allowed", Origin::kEbbtide,
               "The seller cannot refuse this refund in this way.", "Do as `sub_msg` says."},
    SubCodeRow{"isv.refund-status-error", Origin::kEbbtide,
               "The refund is in a state in which this cannot be done.",
               "Look at the refund; [the life cycle](life-cycle.md) says what can follow."},
    SubCodeRow{"isv.refund-version-expired", Origin::kEbbtide,
               "The refund has changed since the caller looked at it.",
               "Look at it again, then decide anew."},
    SubCodeRow{"isv.trade-not-exist", Origin::kTop,
               "There is no such trade, or it is not the caller's.",
               "Check the number and the session."},
    SubCodeRow{"isv.user-not-exist", Origin::kTop,
               "There is no such party, or it is not bound to the app.",
               "Check the code; `ebbtide app create --for` binds an app."},
    SubCodeRow{"session-expired", Origin::kTop, "The session has expired.",
               "Refresh the token, or ask the user to authorise the app again."},
};

}  // namespace

std::span<const CodeRow> CodeTable() { return kCodes; }
std::span<const SubCodeRow> SubCodeTable() { return kSubCodes; }

TopError MakeError(Code code, std::string sub_code, std::string sub_msg) {
  const auto* const row = std::ranges::lower_bound(kCodes, code, {}, &CodeRow::code);
  if (row == kCodes.end() || row->code != code) {
    throw std::logic_error("an error code without a message");
  }
  return {code, std::string(row->msg), std::move(sub_code), std::move(sub_msg)};
}

TopError FromError(const Error& error, Code refused) {
  switch (error.kind) {
    case ErrorKind::kRefused: return MakeError(refused, error.sub_code, error.sub_msg);
    case ErrorKind::kMissingArgument:
    case ErrorKind::kInvalidArgument: break;
  }
  auto document = MakeError(
      error.kind == ErrorKind::kMissingArgument ? Code::kMissingArguments : Code::kInvalidArguments,
      error.sub_code, error.sub_msg);
  document.msg += ":" + error.subject;
  return document;
}

}  // namespace ebbtide::protocol
