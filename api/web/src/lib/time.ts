/** The town's time. Japan keeps UTC+9 all year, so plain arithmetic is exact. */

const OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The instant shifted so that its UTC fields read as the town's. */
function shifted(ms: number): Date {
  return new Date(ms + OFFSET_MS);
}

/** "09:41" on the town's clock. */
export function hourMinute(at: number | string): string {
  const date = shifted(typeof at === 'string' ? Date.parse(at) : at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** "2026-11-21" on the town's calendar. */
export function isoDate(ms: number): string {
  return shifted(ms).toISOString().slice(0, 10);
}

/** The date in the reader's language, with the weekday: "11月21日(土)", "Sat 21 Nov". */
export function dayText(ms: number, locale: string): string {
  const form: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', weekday: 'short' };
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: 'Asia/Tokyo' }).format(ms);
}

/** The instant as RFC 3339 text with the town's offset. */
export function rfc3339(ms: number): string {
  return `${shifted(ms).toISOString().slice(0, 19)}+09:00`;
}

/** The instant of "HH:MM" so many days after the day of `now`; null if the text is no time. */
export function instantOf(now: number, daysAhead: number, text: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2])];
  if (hours > 23 || minutes > 59) return null;
  const midnight = Math.floor((now + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return midnight + daysAhead * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;
}

/** Whole days from the town's today to the day of the instant. */
export function daysFrom(now: number, at: number): number {
  const day = (ms: number) => Math.floor((ms + OFFSET_MS) / DAY_MS);
  return day(at) - day(now);
}

/** Minutes, rounded, and never below zero. */
export function minutesOf(seconds: number): number {
  return Math.max(0, Math.round(seconds / 60));
}

/** The next five-minute mark at least `ahead` minutes from now, for a time field's first value. */
export function nextMark(now: number, ahead: number): number {
  const step = 5 * MINUTE_MS;
  return Math.ceil((now + ahead * MINUTE_MS) / step) * step;
}
