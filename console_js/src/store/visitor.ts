// What to call a visitor who may not have said a name, and whether the visitor is still there.
import type { Chat, Ticket, VisitorDetails } from '../../../shared_js/wire';
import { store } from './index';

/** What the server calls somebody without a name in what they wrote and did. */
const UNNAMED = 'Visitor';

export const visitorName = ({ name, email, id }: Pick<VisitorDetails, 'name' | 'email' | 'id'>): string =>
  name.trim() || email || `Visitor ${id.slice(-4)}`;

/** The customer of a ticket; who has no name is called as in the queue of chats. */
export function customerName({ customer: { name, email }, visitor, chat }: Ticket): string {
  const known = visitor ?? (chat ? store.chats.value.get(chat)?.visitor : undefined);
  return name.trim() || email || (known ? visitorName(known) : UNNAMED);
}

export const isUnnamed = (actor: { kind: string; name: string }) => actor.kind === 'visitor' && actor.name === UNNAMED;

const MOST_LETTERS = 30;
/** For a sentence that has no room for a name of any length. */
export function shortName(name: string): string {
  const letters = [...name];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('').trimEnd()}…` : name;
}

export const isRunning = (chat: Pick<Chat, 'status'>): boolean => chat.status === 'waiting' || chat.status === 'active';
/** No page of the visitor's is open any more, though the chat goes on. */
export const hasLeft = (chat: Pick<Chat, 'status' | 'visitor_here'>): boolean => isRunning(chat) && !chat.visitor_here;
