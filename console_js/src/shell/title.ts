// What the window is about, for its title: a ticket, a chat or a screen.
import { computed, signal } from '@preact/signals';
import { route } from '../router';
import { store } from '../store';
import { visitorName } from '../store/visitor';

/** Told by the ticket's screen: the queue does not know every ticket. */
export const shownTicket = signal<{ number: number; subject: string } | null>(null);

const SCREENS: Record<string, string> = { tickets: 'Tickets', people: 'People', teams: 'Teams', settings: 'Settings', profile: 'Your profile' };

const place = computed(() => {
  const at = route.value;
  if (at.name === 'ticket') return `#${at.number}${shownTicket.value?.number === at.number ? ` ${shownTicket.value.subject}` : ''}`;
  if (at.name !== 'chats') return SCREENS[at.name] ?? '';
  const chat = at.id ? store.chats.value.get(at.id) : undefined;
  return chat ? `Chat with ${visitorName(chat.visitor)}` : 'Chats';
});

/** `count` is what wants attention. */
export const pageTitle = (count: number) => `${count ? `(${count}) ` : ''}${place.value && `${place.value} · `}Frontdesk`;
