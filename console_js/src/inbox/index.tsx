// The one queue: waiting chats, running chats, tickets; live, and steady under the pointer.
import { computed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Chat, Ticket } from '../../../shared_js/wire';
import { useCommands } from '../palette/commands';
import { openPalette } from '../palette/state';
import { route } from '../router';
import { loadError, loaded, store } from '../store';
import { newsCount, passedTo, waitingCount } from '../store/attention';
import type { Queue } from '../store/board';
import { watchQueue } from '../store/live';
import { loadingMore, loadMoreTickets, moreTickets } from '../store/more_tickets';
import { openChats } from '../store/rooms';
import { Button, CheckIcon, Count, EmptyState, ErrorState, IconButton, InboxIcon, SearchIcon, Select, STATUSES, toast } from '../ui';
import { counted } from '../ui/words';
import { ChatRow } from './chat_row';
import { ClosedTickets } from './closed';
import { show, type StatusFilter, type Tab } from './filter';
import './inbox.css';
import { PresenceBar } from './presence_bar';
import { QueueSkeleton } from './skeleton';
import { moveInList, noteClick, statusFilter, tab } from './state';
import { useSteadyRows } from './steady';
import { TicketRow } from './ticket_row';

export { Overview } from './overview';

const TABS: { id: Tab; label: string }[] = [
  { id: 'all', label: 'All' }, { id: 'waiting', label: 'Waiting' }, { id: 'mine', label: 'Mine' }, { id: 'teams', label: 'Teams' },
  { id: 'tickets', label: 'Tickets' },
];
const myTeams = computed(() => store.me.value?.teams ?? []);
const tabs = computed(() => TABS.filter(({ id }) => id !== 'teams' || myTeams.value.length > 0));
/** One may have left the last team since. */
const chosen = computed<Tab>(() => (tabs.value.some(({ id }) => id === tab.value) ? tab.value : 'all'));
const STATUS_OPTIONS = [{ value: 'unclosed', label: 'All but closed' }, ...STATUSES];

/** `only` 'chats' leaves the tickets out, where chats have a place of their own. */
export function Inbox({ only }: { only: 'all' | 'chats' }) {
  useCommands([
    { id: 'list.next', title: 'Next in the list', keys: 'j', group: 'List', hidden: true, run: () => moveInList(1) },
    { id: 'list.previous', title: 'Previous in the list', keys: 'k', group: 'List', hidden: true, run: () => moveInList(-1) },
    ...tabs.value.map(({ id, label }) => ({ id: `list.${id}`, title: `Show ${label.toLowerCase()}`, group: 'List',
      run: () => { tab.value = id; } })),
  ]);
  const shown: Tab = only === 'chats' ? 'all' : chosen.value;
  return (
    <section class="list" aria-label={only === 'chats' ? 'Chats' : 'Inbox'}>
      <header class="list-head">
        <h1>{only === 'chats' ? 'Chats' : 'Inbox'}</h1>
        {shown === 'tickets' && <Select label="Status" hideLabel class="list-status" options={STATUS_OPTIONS} value={statusFilter.value}
          onChange={(value) => { statusFilter.value = value as StatusFilter; }} />}
        <IconButton icon={SearchIcon} label="Search" keys="Ctrl+K" onClick={openPalette} />
      </header>
      {only === 'all' && <Tabs />}
      <p class="sr-only" role="status">{`${counted(store.queue.value.waiting.length, 'chat')} waiting`}</p>
      <PresenceBar />
      <Rows shown={shown} only={only} />
    </section>
  );
}

function Tabs() {
  const teams = show(store.queue.value, 'teams', 'unclosed', '', myTeams.value);
  const counts: Partial<Record<Tab, number>> = { waiting: waitingCount.value, mine: newsCount.value, teams: teams.waiting.length };
  return (
    <div class="tabs" role="group" aria-label="Show">
      {tabs.value.map(({ id, label }) => (
        <button key={id} type="button" class="tab" aria-pressed={chosen.value === id} onClick={() => { tab.value = id; }}>
          {label}<Count value={counts[id] ?? 0} tone={chosen.value === id ? 'accent' : 'plain'} />
        </button>
      ))}
    </div>
  );
}

function Rows({ shown, only }: { shown: Tab; only: 'all' | 'chats' }) {
  const box = useRef<HTMLDivElement>(null);
  useSteadyRows(box);
  if (loadError.value) return <ErrorState title="The queue could not be loaded"
    onRetry={() => void watchQueue()}>{loadError.value}</ErrorState>;
  if (!loaded.value) return <div class="list-rows"><QueueSkeleton /></div>;
  if (shown === 'tickets' && statusFilter.value === 'closed') return <div class="list-rows"><ClosedTickets /></div>;
  const all = show(store.queue.value, shown, statusFilter.value, store.me.value?.id ?? '', myTeams.value);
  const queue = only === 'chats' ? { ...all, tickets: [] } : all;
  return (
    <div class="list-rows" ref={box} onPointerDown={noteClick}>
      <Chats title="Waiting" chats={queue.waiting} tone="bad" />
      <Chats title="My chats" chats={queue.mine} mine />
      <Chats title="With colleagues" chats={queue.others} />
      <Group title="Tickets" count={queue.tickets.length}>{queue.tickets.map((ticket) => <TicketRow key={ticket.number} ticket={ticket}
        current={isOpenTicket(ticket)} />)}</Group>
      {queue.tickets.length > 0 && moreTickets.value && shown !== 'mine' && <div class="list-more"><Button size="sm"
        busy={loadingMore.value} onClick={() => void showMore()}>Show older tickets</Button></div>}
      {isEmpty(queue) && <Nothing shown={shown} />}
    </div>
  );
}

const showMore = () => loadMoreTickets().catch((error: Error) => toast(error.message, 'bad'));

const isOpenTicket = (ticket: Ticket) => route.value.name === 'ticket' && route.value.number === ticket.number;
/** 'here' is the one in focus; 'open' has a column too. */
function placeOf(chat: Chat): 'here' | 'open' | undefined {
  if (route.value.name !== 'chats') return undefined;
  return route.value.id === chat.id ? 'here' : openChats.value.includes(chat.id) ? 'open' : undefined;
}
/** Naming the site helps only where there are several. */
const severalSites = computed(() => new Set([...store.chats.value.values()].map((chat) => chat.site.key)).size > 1);

const isEmpty = (queue: Queue) => !(queue.waiting.length + queue.mine.length + queue.others.length + queue.tickets.length);

const Chats = ({ title, chats, mine = false, tone }: { title: string; chats: Chat[]; mine?: boolean; tone?: 'bad' }) => (
  <Group title={title} count={chats.length}
    tone={tone}>{chats.map((chat) => <ChatRow key={chat.id} chat={chat} mine={mine} place={placeOf(chat)}
      site={severalSites.value} ours={chat.team !== null && myTeams.value.includes(chat.team.id)}
      passedBy={passedTo.value[chat.id]} />)}</Group>
);

function Group({ title, count, tone = 'plain', children }:
  { title: string; count: number; tone?: 'bad' | 'plain'; children: ComponentChildren }) {
  if (!count) return null;
  return (
    <section class="group" aria-label={title}>
      <h2 class="group-head">{title}<Count value={count} tone={tone} /></h2>
      <ul class="rows">{children}</ul>
    </section>
  );
}

const WORDS: Record<Tab, [string, string]> = {
  all: ['All clear', 'New chats and tickets appear here by themselves.'],
  waiting: ['Nobody is waiting', 'New chats appear here the moment a visitor writes.'],
  mine: ['Nothing of yours is open', 'Chats you accept and tickets you own are listed here.'],
  teams: ['Nothing waits for your teams', 'Chats and tickets given to a team of yours are listed here.'],
  tickets: ['No tickets here', 'Make one from a chat with “Make a ticket”, or choose another status.'],
};
const Nothing = ({ shown }: { shown: Tab }) => (
  <EmptyState icon={shown === 'all' ? CheckIcon : InboxIcon} title={WORDS[shown][0]}>{WORDS[shown][1]}</EmptyState>
);
