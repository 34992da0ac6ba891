/** Times and days as people write them, in the language that is spoken and where the phone is. */
import { language, say } from "./text";

/** 10:40 */
export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { hour: "numeric", minute: "2-digit" }).format(at);
}

/** 10:40 where that was today, else with the day. */
export function moment(at: number, now = Date.now()): string {
  if (dayOf(at) === dayOf(now)) return clockTime(at);
  const day = new Intl.DateTimeFormat(language(), { day: "numeric", month: "short" }).format(at);
  return `${day}, ${clockTime(at)}`;
}

/** How long that is, in the largest unit of which there are two: 5 minutes, 3 hours, 12 days. */
export function duration(millis: number): string {
  const minutes = Math.max(1, Math.round(millis / 60_000));
  const days = Math.round(minutes / (24 * 60));
  const hours = Math.round(minutes / 60);
  const [value, unit] = days >= 2 ? [days, "day"] : hours >= 2 ? [hours, "hour"] : [minutes, "minute"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** The day where the phone is, e.g. `2026-11-21`. */
export function dayOf(at: number): string {
  const time = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** Saturday, 21 November 2026, from `2026-11-21`. */
export function dayInWords(day: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  // Monday is the first day, as in the catalogue.
  const weekday = ((new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7) + 1;
  return say("date-long", {
    weekday: say(`weekday-${weekday}`),
    day: date,
    month: say(`month-${month}`),
    year: String(year),
  });
}
