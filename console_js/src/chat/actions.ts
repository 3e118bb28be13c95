// What an agent does with a chat. Each answers whether it went well; what went wrong is said in a toast.
import { signal } from '@preact/signals';
import type { Chat, WireError } from '../../../shared_js/wire';
import { go, paths } from '../router';
import { board, connection, store } from '../store';
import { change } from '../store/board';
import { openChat } from '../store/rooms';
import { shortName, visitorName } from '../store/visitor';
import { confirm, toast } from '../ui';
import { focusComposer } from './focus';

/** Chats with an action on its way: their buttons are busy. */
export const busyChats = signal<ReadonlySet<string>>(new Set());

async function once<T>(id: string, action: () => Promise<T>): Promise<T | null> {
  if (busyChats.value.has(id)) return null;
  busyChats.value = new Set(busyChats.value).add(id);
  try {
    return await action();
  } finally {
    busyChats.value = new Set([...busyChats.value].filter((other) => other !== id));
  }
}

const refuse = (error: WireError) => { toast(error.message, error.code === 'conflict' ? 'info' : 'bad'); return false; };
const take = (chat: Chat) => { board.value = change(board.value, { chat }); };

/** Goes to a chat of one's own, ready to write. */
export function showChat(id: string): void {
  go(paths.chat(id));
  focusComposer(id);
}

export async function acceptChat(id: string): Promise<boolean> {
  // Opened before the answer: the lines load meanwhile, and a colleague who was quicker can be seen there.
  openChat(id);
  go(paths.chat(id));
  const answer = await once(id, () => connection.send('chat.accept', { chat: id }));
  if (!answer) return false;
  if (!answer.ok) return refuse(answer.error);
  take(answer.chat);
  focusComposer(id);
  return true;
}

export async function convertChat(id: string): Promise<boolean> {
  const answer = await once(id, () => connection.send('chat.convert', { chat: id }));
  if (!answer) return false;
  if (!answer.ok) return refuse(answer.error);
  const { number } = answer.ticket;
  const chat = store.chats.value.get(id);
  if (chat) take({ ...chat, ticket: number });
  toast(`Ticket #${number} holds the whole chat.`, 'good', { label: 'Open', run: () => go(paths.ticket(number)) });
  return true;
}

export async function endChat(id: string): Promise<boolean> {
  const chat = store.chats.value.get(id);
  const name = chat ? visitorName(chat.visitor) : 'The visitor';
  const sure = await confirm({ title: 'End this chat?', text: `${name} can no longer answer in it. A ticket can still be made afterwards.`,
    action: 'End chat', danger: true });
  if (!sure) return false;
  const answer = await once(id, () => connection.send('chat.end', { chat: id }));
  if (!answer) return false;
  if (!answer.ok) return refuse(answer.error);
  take(answer.chat);
  return true;
}

export async function transferChat(id: string, to: { agent?: string; team?: string }, note: string): Promise<boolean> {
  const answer = await once(id, () => connection.send('chat.transfer', { chat: id, ...to, ...(note && { note }) }));
  if (!answer) return false;
  if (!answer.ok) return refuse(answer.error);
  take(answer.chat);
  toast(`Handed over to ${shortName(answer.chat.agent?.name ?? answer.chat.team?.name ?? 'the queue')}.`, 'good');
  return true;
}
