/** Times as people read them, in the language of the page. */
import type { Time } from './wire';

type Instant = Time | number;
const DAY_MS = 86_400_000;
const ms = (at: Instant) => (typeof at === 'number' ? at : Date.parse(at));
const midnight = (at: Instant) => new Date(ms(at)).setHours(0, 0, 0, 0);

/** Making a format takes longer than drawing the row that shows it, so each is made once. */
function kept(options: Intl.DateTimeFormatOptions): (locale?: string) => Intl.DateTimeFormat {
  const made = new Map<string | undefined, Intl.DateTimeFormat>();
  return (locale) => {
    const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, options);
    made.set(locale, format);
    return format;
  };
}
const hourAndMinute = kept({ hour: 'numeric', minute: '2-digit' });
const dayAndTime = kept({ dateStyle: 'medium', timeStyle: 'short' });

export const timeOfDay = (at: Instant, locale?: string): string => hourAndMinute(locale).format(ms(at));
export const dateAndTime = (at: Instant, locale?: string): string => dayAndTime(locale).format(ms(at));

export const sameDay = (a: Instant, b: Instant) => midnight(a) === midnight(b);

/** "today", "yesterday", a weekday within the last week, else a date. */
export function dayLabel(at: Instant, now: number, locale?: string): string {
  // Rounded, because a day with a change of the clocks has 23 or 25 hours.
  const days = Math.round((midnight(now) - midnight(at)) / DAY_MS);
  if (days === 0 || days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
  if (days > 1 && days < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(ms(at));
  const year = new Date(ms(at)).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year }).format(ms(at));
}

/** "now", "5 min. ago", "2 days ago". */
export function ago(at: Instant, now: number, locale?: string): string {
  const seconds = Math.max(0, (now - ms(at)) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (seconds < 45) return format.format(0, 'second');
  if (seconds < 3570) return format.format(-Math.max(1, Math.round(seconds / 60)), 'minute');
  if (seconds < 85_000) return format.format(-Math.round(seconds / 3600), 'hour');
  return format.format(-Math.round(seconds / 86_400), 'day');
}

/** A running clock: "0:42", "12:05", "1:02:33". */
export function countUp(elapsedMs: number): string {
  const total = Math.max(0, Math.floor(elapsedMs / 1000));
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
