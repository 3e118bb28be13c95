// What was told to me, as pure values: pages from the server and pushes in any order make one list, newest first.
import type { Notification } from '../../../shared_js/wire';

export interface Notices { items: readonly Notification[]; unread: number }

export const noNotices: Notices = { items: [], unread: 0 };

const newestFirst = (a: Notification, b: Notification) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1);

/** One pushed just now; told twice it counts once, and what is told again says more than before. */
export function arrived(known: Notices, notice: Notification): Notices {
  const before = known.items.find(({ id }) => id === notice.id);
  const unread = known.unread + Number(!notice.read) - Number(before?.read === false);
  return { items: [notice, ...known.items.filter((item) => item !== before)].sort(newestFirst), unread };
}

/** A page asked for: its rows are newer truth than ours, except that what was read here stays read. */
export function page(known: Notices, rows: readonly Notification[], unread: number): Notices {
  const byId = new Map(known.items.map((item) => [item.id, item]));
  for (const row of rows) byId.set(row.id, { ...row, read: row.read || byId.get(row.id)?.read === true });
  return { items: [...byId.values()].sort(newestFirst), unread };
}

/** Read here or on another of my consoles; `ids` empty: all of them. */
export function markedRead(known: Notices, ids: readonly string[], unread: number): Notices {
  const all = ids.length === 0;
  return { items: known.items.map((item) => (all || ids.includes(item.id) ? { ...item, read: true } : item)), unread };
}

/** Mentions stand above all other news until they are read. */
export function inOrder(items: readonly Notification[]): Notification[] {
  const rank = (item: Notification) => (item.read ? 2 : item.type === 'mention' ? 0 : 1);
  return [...items].sort((a, b) => rank(a) - rank(b) || newestFirst(a, b));
}

/** What came to me, to follow the name of who did it. */
export function saidOf({ type, count }: Pick<Notification, 'type' | 'count'>): string {
  if (type === 'assigned') return count ? `gave you ${count} tickets` : 'gave you a ticket';
  return type === 'mention' ? 'mentioned you' : 'wrote on your ticket';
}

/** Where it happened: the very entry, which the screen marks; of many tickets, my queue. */
export function place({ ticket, chat, event, count }: Pick<Notification, 'ticket' | 'chat' | 'event' | 'count'>): string {
  if (count) return '/tickets?view=mine';
  const path = ticket ? `/tickets/${ticket}` : `/chats/${encodeURIComponent(chat ?? '')}`;
  return `${path}#entry-${encodeURIComponent(event)}`;
}
