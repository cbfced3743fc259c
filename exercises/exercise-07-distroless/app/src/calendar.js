import { DateTime } from "luxon";

/** Easter Sunday of a Gregorian year, after Meeus, Jones and Butcher. */
export function easter(year) {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const e = (19 * a + b - Math.floor(b / 4) - d + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const days = e + f - 7 * g + 114;
  return DateTime.utc(year, Math.floor(days / 31), (days % 31) + 1);
}

/** The day that a rule of `rules/*.json` names in a year. */
function dayOf(rule, year) {
  if ("easter" in rule) {
    return easter(year).plus({ days: rule.easter });
  }
  if ("weekday" in rule) {
    if (rule.nth > 0) {
      const first = DateTime.utc(year, rule.month, 1);
      const offset = (rule.weekday - first.weekday + 7) % 7;
      return first.plus({ days: offset + 7 * (rule.nth - 1) });
    }
    const last = DateTime.utc(year, rule.month).endOf("month").startOf("day");
    return last.minus({ days: (last.weekday - rule.weekday + 7) % 7 });
  }
  return DateTime.utc(year, rule.month, rule.day);
}

/** The public holidays of a year in order, as `{ date: "2026-12-25", name: "…" }`. */
export function holidays(rules, year) {
  return rules
    .map((rule) => ({ date: dayOf(rule, year).toISODate(), name: rule.name }))
    .sort((a, b) => a.date.localeCompare(b.date));
}

/**
 * The end of the working day that lies `days` working days after `from`, in the given zone. What
 * comes in on a weekend or a holiday counts as come in on the next working day.
 */
export function dueDate(rules, from, days, zone) {
  let day = DateTime.fromISO(from, { zone }).startOf("day");
  const known = new Map();
  const isWorkingDay = (date) => {
    if (!known.has(date.year)) {
      known.set(date.year, new Set(holidays(rules, date.year).map((holiday) => holiday.date)));
    }
    return date.weekday <= 5 && !known.get(date.year).has(date.toISODate());
  };
  const skipToWorkingDay = () => {
    while (!isWorkingDay(day)) day = day.plus({ days: 1 });
  };
  skipToWorkingDay();
  for (let left = days; left > 0; left--) {
    day = day.plus({ days: 1 });
    skipToWorkingDay();
  }
  return day.set({ hour: 17 });
}
