// What was told to me, as pure values: pages from the server and pushes in any order make one list, newest first.
import type { Notification } from '../../../shared_js/wire';

export interface Notices { items: readonly Notification[]; unread: number }

export const noNotices: Notices = { items: [], unread: 0 };

const newestFirst = (a: Notification, b: Notification) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1);

/** One pushed just now; told twice it counts once. */
export function arrived(known: Notices, notice: Notification): Notices {
  if (known.items.some(({ id }) => id === notice.id)) return known;
  return { items: [notice, ...known.items].sort(newestFirst), unread: known.unread + Number(!notice.read) };
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

/** Where it happened: the very entry, which the screen marks. */
export function place({ ticket, chat, event }: Pick<Notification, 'ticket' | 'chat' | 'event'>): string {
  const path = ticket ? `/tickets/${ticket}` : `/chats/${encodeURIComponent(chat ?? '')}`;
  return `${path}#entry-${encodeURIComponent(event)}`;
}
