#include "base/clock.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace ebbtide {
namespace {

namespace chrono = std::chrono;
constexpr chrono::hours kGmtPlus8{8};
constexpr std::string_view kPattern = "0000-00-00 00:00:00";
constexpr int kYearMax = 9999;

void PutDigits(char* end, unsigned value, int count) {
  for (; count > 0; --count, value /= 10) *--end = static_cast<char>('0' + value % 10);
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
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::string ToWireTime(Timestamp moment) {
  const auto local =
      chrono::sys_time<chrono::milliseconds>(chrono::milliseconds(moment.unix_ms) + kGmtPlus8);
  const auto day = chrono::floor<chrono::days>(local);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss time(chrono::floor<chrono::seconds>(local - day));

  std::string text(kPattern);
  char* const begin = text.data();
  const int year = static_cast<int>(date.year());
  PutDigits(begin + 4, year < 0 || year > kYearMax ? 0U : static_cast<unsigned>(year), 4);
  PutDigits(begin + 7, static_cast<unsigned>(date.month()), 2);
  PutDigits(begin + 10, static_cast<unsigned>(date.day()), 2);
  PutDigits(begin + 13, static_cast<unsigned>(time.hours().count()), 2);
  PutDigits(begin + 16, static_cast<unsigned>(time.minutes().count()), 2);
  PutDigits(begin + 19, static_cast<unsigned>(time.seconds().count()), 2);
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
