// SPDX-License-Identifier: Apache-2.0
#include "server/registry/timestamp.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace crosswalk::registry {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Reads fixed-width fields off the front of a text; any failure sticks.
class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  // `width` digits as a number.
  int Number(std::size_t width) {
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value * 10 + Digit();
    return value;
  }
  void Expect(char c) {
    if (!Take(c)) ok_ = false;
  }
  bool Take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  [[nodiscard]] bool AtDigit() const {
    return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

 private:
  int Digit() {
    if (!AtDigit()) {
      ok_ = false;
      return 0;
    }
    const int digit = rest_.front() - '0';
    rest_.remove_prefix(1);
    return digit;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<std::chrono::sys_days> TakeDate(Fields& fields) {
  const int year = fields.Number(4);
  fields.Expect('-');
  const int month = fields.Number(2);
  fields.Expect('-');
  const int day = fields.Number(2);
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!fields.ok() || year < 1 || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

microseconds TakeFraction(Fields& fields) {
  microseconds fraction(0);
  for (int unit = 100'000; fields.AtDigit(); unit /= 10) {
    fraction += microseconds(fields.Number(1) * unit);
  }
  return fraction;
}

}  // namespace

Timestamp Now() { return std::chrono::floor<microseconds>(std::chrono::system_clock::now()); }

std::string FormatTimestamp(Timestamp time) {
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss<microseconds> clock(time - day);
  std::array<char, 48> text{};
  int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  std::string result(text.data(), static_cast<std::size_t>(length));
  const auto fraction = clock.subseconds().count();
  if (fraction == 0) return result + "Z";
  const bool milliseconds = fraction % 1000 == 0;
  length = std::snprintf(text.data(), text.size(), milliseconds ? ".%03dZ" : ".%06dZ",
                         static_cast<int>(milliseconds ? fraction / 1000 : fraction));
  return result.append(text.data(), static_cast<std::size_t>(length));
}

std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  if (text.size() > 40) return std::nullopt;
  Fields fields(text);
  const auto day = TakeDate(fields);
  fields.Expect('T');
  const int hour = fields.Number(2);
  fields.Expect(':');
  const int minute = fields.Number(2);
  fields.Expect(':');
  const int second = fields.Number(2);
  microseconds fraction(0);
  if (fields.Take('.')) {
    if (!fields.AtDigit()) return std::nullopt;
    fraction = TakeFraction(fields);
  }
  minutes offset(0);
  if (!fields.Take('Z')) {
    const bool west = fields.Take('-');
    if (!west) fields.Expect('+');
    const int offset_hours = fields.Number(2);
    fields.Expect(':');
    const int offset_minutes = fields.Number(2);
    if (offset_hours > 23 || offset_minutes > 59) return std::nullopt;
    offset = (hours(offset_hours) + minutes(offset_minutes)) * (west ? -1 : 1);
  }
  if (!day || !fields.done() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return *day + hours(hour) + minutes(minute) + seconds(second) + fraction - offset;
}

bool IsDate(std::string_view text) {
  Fields fields(text);
  return TakeDate(fields).has_value() && fields.done();
}

}  // namespace crosswalk::registry
