// What runs while somebody is signed in: keys, sounds, the commands that work everywhere, notices of the server.
import { acceptChat } from '../chat/actions';
import { chatOfFocusedRow, inClickedRow } from '../inbox/state';
import { registerCommand, type Command } from '../palette/commands';
import { startKeys } from '../palette/keys';
import { openPalette } from '../palette/state';
import { openNewTicket } from '../newticket/state';
import { openPanel, startNotifications } from '../notifications/state';
import { back, go, paths, route } from '../router';
import { openSearch } from '../search/state';
import { store } from '../store';
import { listPath, neighbour, ticketsPath } from '../tickets/state';
import { keysShown } from './keys_dialog';
import { startNotices, tellNotice } from './notify';
import { setPresence } from './rail';
import { soundOn } from './sound';
import { mayUndo, undoNewest } from './undo';

/** Out of a chat to its row in the list, wherever one came from. */
function leave(): void {
  const at = route.value;
  if (at.name === 'ticket') return go(listPath());
  if (at.name !== 'chats') return back();
  go(paths.inbox);
  if (at.id) requestAnimationFrame(() => document.querySelector<HTMLElement>(`.list [data-chat="${CSS.escape(at.id!)}"]`)?.focus());
}

const presenceIs = (state: string) => store.me.value?.presence === state;

/** The chat of the row with the focus if it waits, else the first of the queue. */
function nextToAccept(): string | undefined {
  const { waiting } = store.queue.value;
  const focused = chatOfFocusedRow();
  return (waiting.find((chat) => chat.id === focused) ?? waiting[0])?.id;
}

/** The neighbour of the open ticket in its list. */
const beside = (step: 1 | -1) => (route.value.name === 'ticket' ? neighbour(route.value.number, step) : undefined);

const everywhere: Command[] = [
  { id: 'accept', title: 'Accept who is next', keys: 'a', group: 'Chat', when: () => !inClickedRow()
    && nextToAccept() !== undefined,
    run: () => void acceptChat(nextToAccept()!) },
  { id: 'palette', title: 'Commands', keys: 'mod+k', group: 'Everywhere', run: openPalette, hidden: true },
  { id: 'search', title: 'Search', keys: '/', group: 'Everywhere', run: () => openSearch() },
  { id: 'keys', title: 'Keyboard shortcuts', keys: '?', group: 'Everywhere', run: () => { keysShown.value = true; } },
  { id: 'ticket.new', title: 'New ticket', keys: 'c', group: 'Everywhere', run: () => void openNewTicket() },
  { id: 'ticket.after', title: 'Next ticket of the list', keys: ']', group: 'Ticket',
    when: () => beside(1) !== undefined, run: () => go(paths.ticket(beside(1)!)) },
  { id: 'ticket.before', title: 'Ticket before in the list', keys: '[', group: 'Ticket',
    when: () => beside(-1) !== undefined, run: () => go(paths.ticket(beside(-1)!)) },
  { id: 'undo', title: 'Undo', keys: 'u', group: 'Everywhere', when: mayUndo, run: undoNewest },
  { id: 'go.inbox', title: 'Go to the inbox', keys: 'g i', group: 'Go to', run: () => go('/inbox') },
  { id: 'go.notifications', title: 'Notices', keys: 'g n', group: 'Go to', run: openPanel },
  { id: 'go.chats', title: 'Go to chats', keys: 'g c', group: 'Go to', run: () => go('/chats') },
  { id: 'go.tickets', title: 'Go to tickets', keys: 'g t', group: 'Go to', run: () => go(ticketsPath()) },
  { id: 'go.customers', title: 'Go to customers', keys: 'g u', group: 'Go to', run: () => go('/customers') },
  { id: 'go.people', title: 'Go to people', keys: 'g p', group: 'Go to', run: () => go('/people') },
  { id: 'go.teams', title: 'Go to teams', keys: 'g e', group: 'Go to', run: () => go('/teams') },
  { id: 'go.settings', title: 'Go to settings', keys: 'g s', group: 'Go to', run: () => go('/settings') },
  { id: 'go.profile', title: 'Go to your profile', group: 'Go to', run: () => go('/profile') },
  { id: 'back', title: 'Back', keys: 'escape', group: 'Everywhere', hidden: true,
    when: () => route.value.name !== 'inbox', run: leave },
  { id: 'online', title: 'Set yourself online', group: 'You', when: () => !presenceIs('online'),
    run: () => void setPresence('online') },
  { id: 'away', title: 'Set yourself away', group: 'You', when: () => !presenceIs('away'),
    run: () => void setPresence('away') },
  { id: 'sound', title: 'Switch sound on or off', group: 'You', run: () => { soundOn.value = !soundOn.value; } },
];

export function startConsole(): () => void {
  const stops = [...everywhere.map(registerCommand), startKeys(), startNotices(), startNotifications(tellNotice)];
  return () => stops.forEach((stop) => stop());
}
