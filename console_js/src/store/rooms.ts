// The chats that are open on the screen: each with its lines, who types, and what is still being sent.
import { computed, effect, signal, type Signal } from '@preact/signals';
import { Feed } from '../../../shared_js/feed';
import { Outbox, type Unsent } from '../../../shared_js/outbox';
import type { Ack, Chat, Message } from '../../../shared_js/wire';
import { change, line, seen } from './board';
import { board, connection, store } from './index';
import { remembered } from './remembered';

export interface Typing { name: string; text: string }
export interface Room {
  id: string;
  feed: Feed;
  /** 'gone': there is no such chat, so asking again is of no use. */
  state: Signal<'loading' | 'ready' | 'failed' | 'gone'>;
  error: Signal<string>;
  typing: Signal<Typing | null>;
}

export const MOST_OPEN = 3;
const TYPING_MS = 5_000;

const rooms = new Map<string, Room>();
/** Ids of the open chats, in the order of their columns. */
export const openChats = remembered<string[]>('chats.open', [], sessionStorage);

let outbox: Outbox | null = null;
const noMessages = signal<readonly Unsent[]>([]);
const outboxItems = signal(noMessages);
export const unsent = computed(() => outboxItems.value.value);

export function openOutbox(agent: string): void {
  outbox = new Outbox({
    storage: localStorage,
    prefix: `frontdesk.outbox.${agent}.`,
    deliver: ({ chat, client_id, body, kind }): Promise<Ack<{ message: Message }>> =>
      connection.send(kind === 'note' ? 'chat.note' : 'message.send', { chat: chat ?? '', client_id, body }),
    delivered: ({ chat }, { message }) => heard(chat ?? '', message),
  });
  outboxItems.value = outbox.items as Signal<readonly Unsent[]>;
}
export const post = (chat: string, body: string, kind: Unsent['kind']) => outbox?.add(chat, body, kind);
export const retryMessage = (clientId: string) => outbox?.retry(clientId);
export const discardMessage = (clientId: string) => outbox?.remove(clientId);
export const flushOutbox = () => outbox?.flush();

function makeRoom(id: string): Room {
  const room: Room = {
    id, state: signal('loading'), error: signal(''), typing: signal(null),
    feed: new Feed((after) => connection.send('sync', { chat: id, after })),
  };
  rooms.set(id, room);
  void watchRoom(room);
  return room;
}

/** A line that was pushed, or that the server has just taken from us. */
export function heard(chat: string, message: Message): void {
  rooms.get(chat)?.feed.receive(message);
  const { board: folded, gap } = line(board.value, chat, message);
  board.value = folded;
  if (gap) void refresh(chat, message.seq);
}

async function refresh(chat: string, after: number): Promise<void> {
  const answer = await connection.send('sync', { chat, after });
  if (answer.ok) board.value = change(board.value, { chat: answer.chat });
}

export function markRead(chat: string, seq: number): void {
  board.value = seen(board.value, { chat, by: 'agent', seq });
  void connection.send('read', { chat, seq });
}

/** The room of a chat that is shown; made at the first call. */
export const roomOf = (id: string): Room => rooms.get(id) ?? makeRoom(id);
export const knownRoom = (id: string): Room | undefined => rooms.get(id);

/** Asks for the chat and for its pushes; anew after each reconnect, because the server forgets. */
export async function watchRoom(room: Room): Promise<void> {
  const answer = await connection.send('watch.chat', { what: 'chat', id: room.id });
  if (rooms.get(room.id) !== room) return;
  if (answer.ok) {
    board.value = change(board.value, { chat: answer.chat });
    room.feed.snapshot(answer.messages, answer.seq);
    room.feed.noticed(answer.chat.seq);
    room.state.value = 'ready';
  } else if (room.state.value !== 'ready') {
    room.error.value = answer.error.message;
    room.state.value = answer.error.code === 'not_found' ? 'gone' : 'failed';
  }
}

export function retryRoom(room: Room): void {
  room.state.value = 'loading';
  void watchRoom(room);
}
export const watchRoomsAgain = () => { for (const room of rooms.values()) void watchRoom(room); };
export const catchUpRooms = () => { for (const room of rooms.values()) void room.feed.catchUp(); };

/** Opens a column. My running chats keep theirs; what was only looked at, and else the oldest, gives way. */
export function openChat(id: string): void {
  if (openChats.value.includes(id)) return;
  const working = openChats.value.filter((other) => {
    const chat = store.chats.value.get(other);
    return chat && isMine(chat);
  });
  openChats.value = [...working.slice(-(MOST_OPEN - 1)), id];
}

export function closeChat(id: string): void {
  openChats.value = openChats.value.filter((other) => other !== id);
}

/** Rooms live as long as their column. */
export function startRooms(): void {
  effect(() => {
    const open = new Set(openChats.value);
    for (const [id, room] of rooms) {
      if (open.has(id)) continue;
      room.feed.close();
      rooms.delete(id);
      void connection.send('unwatch', { what: 'chat', id });
    }
  });
}

const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();
export function showTyping(chat: string, typing: Typing | null): void {
  const room = rooms.get(chat);
  if (!room) return;
  clearTimeout(typingTimers.get(chat));
  room.typing.value = typing;
  if (typing) typingTimers.set(chat, setTimeout(() => { room.typing.value = null; }, TYPING_MS));
}

export const isMine = (chat: Chat) => chat.status === 'active' && chat.agent?.id === store.me.value?.id;
