// The lists of tickets one has looked at last, all kept true by the same pushes, and how many each view holds.
import { effect, signal } from '@preact/signals';
import type { Loads, Ticket, TicketCounts } from '../../../shared_js/wire';
import { api } from '../api';
import { knownCategories, knownLabels } from '../ticket/labels';
import type { Reader } from '../tickets/fit';
import { formatQuery, pairsOf, type Query } from '../tickets/query';
import { serverNow } from '../ui/time';
import { connection, store } from './index';
import { TicketList } from './ticket_list';

const KEPT = 4;
/** Pushes of one moment are taken together, so that a change to many tickets draws the list once. */
const MOMENT_MS = 16;
/** A quarter of a second after a push or later, says the server; and never more often than people can read. */
const COUNT_AFTER_MS = 600;
const COUNT_EVERY_MS = 2500;

const lists: TicketList[] = [];
export const counts = signal<Pick<TicketCounts, 'views' | 'teams'> | null>(null);
export const loads = signal<Loads | null>(null);
/** Whether somebody looks at the loads: they are asked for only then. */
export const loadsWanted = signal(false);

function present(kind: 'label' | 'category', name: string): string {
  const known = kind === 'label' ? knownLabels.list.peek() : knownCategories.list.peek();
  return known.find((one) => one.name === name || one.formerly.includes(name))?.name ?? name;
}

function reader(): Reader {
  const me = store.me.peek();
  return { me: me?.id ?? '', teams: me?.teams ?? [], now: serverNow(), present };
}

/** The list of a query, loading if it is new; the last one asked for is the one that is counted. */
export function listOf(query: Query): TicketList {
  const name = formatQuery(query);
  const at = lists.findIndex((list) => formatQuery(list.query) === name);
  if (at === 0) return lists[0]!;
  const list = at > 0 ? lists.splice(at, 1)[0]!
    : new TicketList(query, (cursor, limit) => api.ticketPage({ ...pairsOf(query), limit: String(limit),
      ...(cursor && { cursor }) }), reader);
  lists.unshift(list);
  if (at < 0) void list.reload();
  for (const old of lists.splice(KEPT)) old.close();
  void count();
  return list;
}

let heard: Ticket[] = [];
let moment: ReturnType<typeof setTimeout> | undefined;

function take(ticket: Ticket): void {
  heard.push(ticket);
  moment ??= setTimeout(() => {
    moment = undefined;
    const now = heard;
    heard = [];
    for (const list of lists) list.take(now);
    countLater();
  }, MOMENT_MS);
}

let counting: ReturnType<typeof setTimeout> | undefined;
let countedAt = 0;

function countLater(): void {
  if (lists.length) counting ??= setTimeout(() => void count(),
    Math.max(COUNT_AFTER_MS, countedAt + COUNT_EVERY_MS - Date.now()));
}

/** Counts again; a failure leaves what is known, for the next push asks anew. */
async function count(): Promise<void> {
  clearTimeout(counting);
  counting = undefined;
  countedAt = Date.now();
  const list = lists[0];
  if (!list || document.hidden) return;
  const [answer, work] = await Promise.all([
    api.ticketCounts(pairsOf(list.query)).catch(() => null),
    loadsWanted.peek() ? api.loads().catch(() => null) : null,
  ]);
  if (work) loads.value = work;
  if (!answer) return;
  counts.value = answer;
  list.counted.value = answer.total;
}

function reloadAll(): void {
  for (const list of lists) void list.reload();
  void count();
}

export function startTicketLists(): void {
  let greeted = false;
  connection.on('queue.changed', ({ ticket }) => { if (ticket) take(ticket); });
  connection.on('ticket.event', ({ ticket }) => take(ticket));
  connection.on('welcome', () => { if (greeted) reloadAll(); greeted = true; });
  connection.on('resync', reloadAll);
  connection.on('desk', ({ what }) => { if (what === 'labels' || what === 'categories') reloadAll(); });
  document.addEventListener('visibilitychange', countLater);
  let teams: string | undefined;
  effect(() => {
    const now = store.me.value?.teams.join();
    if (teams !== undefined && now !== undefined && now !== teams) reloadAll();
    teams = now ?? teams;
  });
  effect(() => { if (loadsWanted.value) void count(); });
}
