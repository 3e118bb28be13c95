// What in the queue deserves a sound or a notification: the difference between two states of it. Pure.
import type { Chat } from '../../../shared_js/wire';
import type { Queue } from '../store/board';

export interface News { waiting: Chat[]; messages: Chat[]; passed: Chat[] }
export type Known = { waiting: ReadonlyMap<string, string>; lines: ReadonlyMap<string, number> };

export function remember(queue: Queue): Known {
  return {
    waiting: new Map(queue.waiting.map((chat) => [chat.id, chat.waiting_since ?? chat.created_at])),
    lines: new Map(queue.mine.map((chat) => [chat.id, chat.last.kind === 'visitor' ? chat.last.seq : 0])),
  };
}

export type PassedTo = Readonly<Record<string, string>>;

/** Who passed which of my chats to me that I have not looked at: with those passed just now, by `passers`. */
export function unseen(known: PassedTo, passed: readonly Chat[], passers: ReadonlyMap<string, string>, mine: readonly Chat[],
  watched: string | null): PassedTo {
  const all: PassedTo = { ...known, ...Object.fromEntries(passed.map(({ id }) => [id, passers.get(id) ?? ''])) };
  return Object.fromEntries(mine.filter(({ id }) => id !== watched && id in all).map(({ id }) => [id, all[id]!]));
}

/**
 * A chat given back to the queue waits anew, so it rings again. `watched` is the chat one looks at: what one
 * accepts is on the screen before it is one's own, so any other new chat of mine was passed to me.
 */
export function news(before: Known, queue: Queue, watched: string | null): News {
  return {
    waiting: queue.waiting.filter((chat) => before.waiting.get(chat.id) !== (chat.waiting_since ?? chat.created_at)),
    messages: queue.mine.filter((chat) =>
      chat.id !== watched && chat.unread > 0 && chat.last.kind === 'visitor' && chat.last.seq > (before.lines.get(chat.id) ?? 0)),
    passed: queue.mine.filter((chat) => chat.id !== watched && !before.lines.has(chat.id)),
  };
}
