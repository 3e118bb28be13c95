// Wires the socket to the store: snapshots at each welcome, pushes as they come.
import { effect } from '@preact/signals';
import { clockOffset } from '../ui/time';
import { passers } from './attention';
import { change, load, presence, seen, whereabouts, type Change } from './board';
import { startLooking } from './looking';
import { board, connection, loadError, loaded, setMe, store } from './index';
import { catchUpRooms, flushOutbox, heard, knownRoom, openChats, showTyping, startRooms, watchRoomsAgain } from './rooms';
import { signedOut } from './session';
import { startTicketLists } from './ticket_lists';

/** Pushes that arrive while a snapshot is on its way: the snapshot may be older than they are. */
let meanwhile: Change[] | null = null;
let asked = 0;

export async function watchQueue(): Promise<void> {
  const turn = ++asked;
  meanwhile ??= [];
  const answer = await connection.send('watch', { what: 'queue' });
  if (turn !== asked) return;
  const newer = meanwhile ?? [];
  meanwhile = null;
  if (!answer.ok) {
    loadError.value = loaded.value ? null : answer.error.message;
    return;
  }
  board.value = load(board.value, answer, newer, (chat) => openChats.value.includes(chat.id));
  loadError.value = null;
  loaded.value = true;
}

function changed(what: Change): void {
  meanwhile?.push(what);
  board.value = change(board.value, what);
  if (what.chat) knownRoom(what.chat.id)?.feed.noticed(what.chat.seq);
}

export function startLive(): void {
  startRooms();
  startLooking();
  startTicketLists();
  effect(() => { clockOffset.value = connection.clockOffset.value; });
  connection.on('welcome', ({ you }) => {
    setMe(you);
    void watchQueue();
    watchRoomsAgain();
    flushOutbox();
  });
  connection.on('resync', () => { void watchQueue(); catchUpRooms(); });
  connection.on('people', () => void watchQueue());
  connection.on('queue.changed', changed);
  connection.on('chat.updated', changed);
  connection.on('ticket.event', ({ ticket }) => changed({ ticket }));
  connection.on('presence', ({ agent }) => { board.value = presence(board.value, agent); });
  connection.on('read', (mark) => { board.value = seen(board.value, mark); });
  connection.on('visitor.here', ({ chat, here }) => { board.value = whereabouts(board.value, chat, { here }); });
  connection.on('visitor.page', ({ chat, page }) => { board.value = whereabouts(board.value, chat, { page }); });
  connection.on('typing', ({ chat, on, from, text }) => {
    if (from.id !== store.me.value?.id) showTyping(chat, on ? { name: from.name, text: text ?? '' } : null);
  });
  connection.on('message.new', ({ chat, message }) => {
    heard(chat, message);
    if (message.kind === 'transferred' && message.data?.agent === store.me.value?.id) {
      passers.value = new Map(passers.value).set(chat, message.author.name);
    }
    if (message.author.kind === 'visitor') showTyping(chat, null);
  });
  connection.on('signed_out', ({ reason }) => signedOut(reason));
  effect(() => { if (connection.refusal.value?.code === 'unauthenticated') signedOut(); });
}
