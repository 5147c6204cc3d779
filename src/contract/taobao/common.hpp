#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "contract/api.hpp"

/// Words and limits that several Taobao methods share. Source: refund-domain sections 1 and 4;
/// methods.md sections 4 and 5.
namespace ebbtide::contract::taobao {

inline constexpr std::size_t kFieldsMax = 100;
inline constexpr Number kPageNoMax = 1'000'000;
inline constexpr Number kPageSizeMax = 100;
inline constexpr Number kPageSizeDefault = 40;

/// What the store keeps of an address and of a phone number.
inline constexpr std::size_t kAddressBytesMax = 512;
inline constexpr std::size_t kPhoneBytesMax = 32;

inline constexpr std::array<std::string_view, 2> kPhases{"onsale", "aftersale"};

inline constexpr std::array<std::string_view, 6> kRefundStatuses{"WAIT_SELLER_AGREE",
                                                                 "WAIT_BUYER_RETURN_GOODS",
                                                                 "WAIT_SELLER_CONFIRM_GOODS",
                                                                 "SELLER_REFUSE_BUYER",
                                                                 "CLOSED",
                                                                 "SUCCESS"};

/// The last three are about exchanges, which no refund here ever is.
inline constexpr std::array<std::string_view, 9> kRefundStatusFilters{
    "WAIT_SELLER_AGREE",
    "WAIT_BUYER_RETURN_GOODS",
    "WAIT_SELLER_CONFIRM_GOODS",
    "SELLER_REFUSE_BUYER",
    "CLOSED",
    "SUCCESS",
    "WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS",
    "EXCHANGE_TRANSFORM_TO_REFUND",
    "WAIT_SELLER_CONSIGN_GOODS"};

/// Of an order line: the status of its last refund.
inline constexpr std::array<std::string_view, 7> kLineRefundStatuses{"NO_REFUND",
                                                                     "WAIT_SELLER_AGREE",
                                                                     "WAIT_BUYER_RETURN_GOODS",
                                                                     "WAIT_SELLER_CONFIRM_GOODS",
                                                                     "SELLER_REFUSE_BUYER",
                                                                     "CLOSED",
                                                                     "SUCCESS"};

inline constexpr std::array<std::string_view, 3> kGoodStatuses{
    "BUYER_NOT_RECEIVED", "BUYER_RECEIVED", "BUYER_RETURNED_GOODS"};

inline constexpr std::array<std::string_view, 7> kDisputeTypes{
    "REFUND", "REFUND_AND_RETURN", "TMALL_EXCHANGE", "TAOBAO_EXCHANGE",
    "REPAIR", "RESHIPPING",        "OTHERS"};

inline constexpr std::array<std::string_view, 12> kTradeStatuses{
    "TRADE_NO_CREATE_PAY",   "WAIT_BUYER_PAY",
    "PAY_PENDING",           "WAIT_PRE_AUTH_CONFIRM",
    "PAID_FORBID_CONSIGN",   "WAIT_SELLER_SEND_GOODS",
    "SELLER_CONSIGNED_PART", "WAIT_BUYER_CONFIRM_GOODS",
    "TRADE_BUYER_SIGNED",    "TRADE_FINISHED",
    "TRADE_CLOSED",          "TRADE_CLOSED_BY_TAOBAO"};

/// The last two are groups that only queries know: every unpaid trade, every closed one.
inline constexpr std::array<std::string_view, 14> kTradeStatusFilters{
    "TRADE_NO_CREATE_PAY",   "WAIT_BUYER_PAY",
    "PAY_PENDING",           "WAIT_PRE_AUTH_CONFIRM",
    "PAID_FORBID_CONSIGN",   "WAIT_SELLER_SEND_GOODS",
    "SELLER_CONSIGNED_PART", "WAIT_BUYER_CONFIRM_GOODS",
    "TRADE_BUYER_SIGNED",    "TRADE_FINISHED",
    "TRADE_CLOSED",          "TRADE_CLOSED_BY_TAOBAO",
    "ALL_WAIT_PAY",          "ALL_CLOSED"};

inline constexpr std::array<std::string_view, 9> kShippingTypes{
    "free", "post", "express", "ems", "virtual", "25", "26", "seller", "instant"};

inline constexpr std::array<std::string_view, 3> kTradeExtTypes{"ershou", "service", "mark"};

inline constexpr std::array<std::string_view, 2> kTradeTags{"time_card", "fee_card"};

inline constexpr std::array<std::string_view, 5> kRateStatuses{
    "RATE_UNBUYER", "RATE_UNSELLER", "RATE_BUYER_UNSELLER", "RATE_UNBUYER_SELLER",
    "RATE_BUYER_SELLER"};

}  // namespace ebbtide::contract::taobao
