// Which list of tickets one works through: the address says it on its screen, and beside a ticket it is the last one.
import { computed, effect, signal } from '@preact/signals';
import { go, paths, route } from '../router';
import { remembered } from '../store/remembered';
import { listOf } from '../store/ticket_lists';
import { formatQuery, parseQuery, type Query } from './query';

const last = remembered('tickets.query', '', sessionStorage);
const place = remembered<'inbox' | 'tickets'>('tickets.place', 'inbox', sessionStorage);

/** The ticket one comes back from. */
export const lastOpened = signal<number | null>(null);

effect(() => {
  const at = route.value;
  if (at.name === 'tickets') last.value = formatQuery(parseQuery(at.query));
  if (at.name === 'tickets' || at.name === 'inbox') place.value = at.name;
  if (at.name === 'ticket') lastOpened.value = at.number;
});

export const query = computed(() => parseQuery(last.value));
export const list = computed(() => listOf(query.value));

/** Where one goes back to from a ticket: the list one came from. */
export const listPath = (): string => (place.value === 'tickets' ? paths.tickets(last.value) : paths.inbox);

/** The wide list as one left it. */
export const ticketsPath = (): string => paths.tickets(last.value);

/** On its own screen a list is a place one can go back from; beside a ticket only the choice changes. */
export function show(next: Query, options: { replace?: boolean } = {}): void {
  if (route.value.name === 'tickets') go(paths.tickets(formatQuery(next)), options);
  else last.value = formatQuery(next);
}
export const refine = (changes: Partial<Query>, options: { replace?: boolean } = {}) => show({ ...query.value,
  ...changes }, options);

export const selected = signal<ReadonlySet<number>>(new Set());
/** Where a range begins. */
let anchor: number | null = null;

/** Of what is shown: nothing is changed that one does not see in the list. */
export const chosen = computed(() => (selected.value.size
  ? list.value.shown.value.filter(({ number }) => selected.value.has(number)) : []));

export function select(number: number, range = false): void {
  const rows = list.value.shown.value;
  const next = new Set(selected.value);
  const from = range && anchor !== null ? rows.findIndex((row) => row.number === anchor) : -1;
  const to = rows.findIndex((row) => row.number === number);
  if (from >= 0 && to >= 0) {
    for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.number);
  } else {
    if (next.has(number)) next.delete(number);
    else next.add(number);
    anchor = number;
  }
  selected.value = next;
}

export const selectAll = () => { selected.value = new Set(list.value.shown.value.map((row) => row.number)); };
export function selectNone(): void {
  selected.value = new Set();
  anchor = null;
}

/** The neighbour of an open ticket in the list it was opened from. */
export function neighbour(number: number, step: 1 | -1): number | undefined {
  const rows = list.value.shown.value;
  const at = rows.findIndex((row) => row.number === number);
  return at < 0 ? rows[0]?.number : rows[at + step]?.number;
}
