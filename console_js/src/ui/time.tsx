// Times on the server's clock that stay true while they are shown; the ticking stops when nothing shows it.
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { countUp, dateAndTime, dayLabel, sameDay, timeOfDay } from '../../../shared_js/time';

/** Server's clock minus this machine's, in ms; set when the connection says welcome. */
export const clockOffset = signal(0);
export const serverNow = () => Date.now() + clockOffset.peek();

function ticking(every: number): ReadonlySignal<number> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = signal(Date.now(), {
    watched() {
      this.value = Date.now();
      timer = setInterval(() => { this.value = Date.now(); }, every);
    },
    unwatched() { clearInterval(timer); },
  });
  return computed(() => tick.value + clockOffset.value);
}
export const everySecond = ticking(1000);
export const everyHalfMinute = ticking(30_000);

/** Ours and the server's clock are never quite the same: ten seconds must not begin with eleven. */
const SLACK_MS = 300;

export const secondsLeft = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now - SLACK_MS) / 1000));

/** Counts down to `until` (on the server's clock, in ms). */
export function useSecondsLeft(until: number): ReadonlySignal<number> {
  return useMemo(() => {
    // The tick that all share may be nearly a second old when this begins.
    const begun = serverNow();
    return computed(() => secondsLeft(until, Math.max(begun, everySecond.value)));
  }, [until]);
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dateWithYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });

/** As short as a column of a list wants it: "now", "5 min", "14:05", "yesterday", "3 May". */
export function brief(at: string, now: number): string {
  const then = Date.parse(at);
  if (now - then < 60_000) return 'now';
  if (now - then < HOUR_MS) return `${Math.floor((now - then) / 60_000)} min`;
  if (sameDay(then, now)) return timeOfDay(then);
  if (sameDay(then, now - DAY_MS)) return 'yesterday';
  return new Date(then).getFullYear() === new Date(now).getFullYear() ? date.format(then) : dateWithYear.format(then);
}

/** The same to end a sentence with, such as "First seen": "just now", "5 min ago", "at 14:05", "on 3 May". */
export function inSentence(at: string, now: number): string {
  const words = brief(at, now);
  const age = now - Date.parse(at);
  if (age < 60_000) return 'just now';
  if (age < HOUR_MS) return `${words} ago`;
  return words === 'yesterday' ? words : `${sameDay(at, now) ? 'at' : 'on'} ${words}`;
}

/** The heading above a day's messages. */
export function dayName(at: string, now: number): string {
  const name = dayLabel(at, now);
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

/** `exact`: the hour and minute only, where a day heading stands above. `sentence`: after words such as "Last seen". */
export function Time({ value, exact = false, sentence = false }: { value: string; exact?: boolean; sentence?: boolean }) {
  const words = useMemo(() => computed(() => (exact ? timeOfDay(value) : (sentence ? inSentence : brief)(value, everyHalfMinute.value))),
    [value, exact, sentence]);
  return <time dateTime={value} title={dateAndTime(value)}>{words}</time>;
}

/** Counts up each second: "1:07". Only the text changes, never the row around it. */
export function Elapsed({ since }: { since: string }) {
  const words = useMemo(() => computed(() => countUp(everySecond.value - Date.parse(since))), [since]);
  return <time class="elapsed" dateTime={since} title={dateAndTime(since)}>{words}</time>;
}
