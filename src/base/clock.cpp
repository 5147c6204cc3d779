#include "base/clock.hpp"

#include <chrono>

namespace ebbtide {
namespace {

namespace chrono = std::chrono;
constexpr chrono::hours kGmtPlus8{8};
constexpr std::string_view kPattern = "0000-00-00 00:00:00";
constexpr int kYearMax = 9999;

constexpr unsigned kMinuteSeconds = 60;
constexpr unsigned kHourSeconds = 3'600;

void PutTwoDigits(unsigned value, char* to) {
  to[0] = static_cast<char>('0' + value / 10);
  to[1] = static_cast<char>('0' + value % 10);
}

bool HasPattern(std::string_view text) {
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kPattern[i] == '0' ? !digit : text[i] != kPattern[i]) return false;
  }
  return true;
}

unsigned Digits(std::string_view text) {
  unsigned value = 0;
  for (const char digit : text) value = value * 10 + static_cast<unsigned>(digit - '0');
  return value;
}

}  // namespace

std::string ToWireTime(Timestamp moment) {
  const auto local = chrono::floor<chrono::seconds>(
      chrono::sys_time<chrono::milliseconds>(chrono::milliseconds(moment.unix_ms)) + kGmtPlus8);
  const auto day = chrono::floor<chrono::days>(local);
  const chrono::year_month_day date(day);
  const auto second = static_cast<unsigned>((local - day).count());
  const int signed_year = static_cast<int>(date.year());
  const auto year =
      signed_year < 0 || signed_year > kYearMax ? 0U : static_cast<unsigned>(signed_year);

  std::string text(kPattern);
  char* const begin = text.data();
  PutTwoDigits(year / 100, begin);
  PutTwoDigits(year % 100, begin + 2);
  PutTwoDigits(static_cast<unsigned>(date.month()), begin + 5);
  PutTwoDigits(static_cast<unsigned>(date.day()), begin + 8);
  PutTwoDigits(second / kHourSeconds, begin + 11);
  PutTwoDigits(second / kMinuteSeconds % 60, begin + 14);
  PutTwoDigits(second % kMinuteSeconds, begin + 17);
  return text;
}

std::optional<Timestamp> ParseWireTime(std::string_view text) {
  if (!HasPattern(text)) return std::nullopt;
  const chrono::year_month_day date{chrono::year(static_cast<int>(Digits(text.substr(0, 4)))),
                                    chrono::month(Digits(text.substr(5, 2))),
                                    chrono::day(Digits(text.substr(8, 2)))};
  const chrono::hours hours(Digits(text.substr(11, 2)));
  const chrono::minutes minutes(Digits(text.substr(14, 2)));
  const chrono::seconds seconds(Digits(text.substr(17, 2)));
  if (!date.ok() || hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59) {
    return std::nullopt;
  }
  const auto local = chrono::sys_days(date) + hours + minutes + seconds;
  return Timestamp{chrono::milliseconds(local.time_since_epoch() - kGmtPlus8).count()};
}

Timestamp SystemClock::Now() const {
  const auto since_epoch = chrono::system_clock::now().time_since_epoch();
  return {chrono::duration_cast<chrono::milliseconds>(since_epoch).count()};
}

}  // namespace ebbtide
