// The column beside everything: waiting and running chats, and the tickets of a view; steady under the pointer.
import { computed } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Chat } from '../../../shared_js/wire';
import { useCommands } from '../palette/commands';
import { route } from '../router';
import { openSearch } from '../search/state';
import { loadError, loaded, store } from '../store';
import { passedTo } from '../store/attention';
import { watchQueue } from '../store/live';
import { remembered } from '../store/remembered';
import { openChats } from '../store/rooms';
import { toggled } from '../tickets/query';
import { ChatIcon, Count, DownIcon, EmptyState, ErrorState, ForwardIcon, IconButton, SearchIcon } from '../ui';
import { counted } from '../ui/words';
import { ChatRow } from './chat_row';
import './inbox.css';
import { PresenceBar } from './presence_bar';
import { QueueSkeleton } from './skeleton';
import { moveInList, noteClick } from './state';
import { useSteadyRows } from './steady';
import { Tickets } from './tickets';
import '../tickets/rows.css';

export { Overview } from './overview';

const myTeams = computed(() => store.me.value?.teams ?? []);
/** Groups of chats that are folded away. */
const folded = remembered<string[]>('inbox.folded', []);

/** `only` 'chats' leaves the tickets out, where chats have a place of their own. */
export function Inbox({ only }: { only: 'all' | 'chats' }) {
  useCommands([
    { id: 'list.next', title: 'Next in the list', keys: 'j', group: 'List', hidden: true, run: () => moveInList(1) },
    { id: 'list.previous', title: 'Previous in the list', keys: 'k', group: 'List', hidden: true,
      run: () => moveInList(-1) },
  ]);
  return (
    <section class="list" aria-label={only === 'chats' ? 'Chats' : 'Inbox'}>
      <header class="list-head">
        <h1>{only === 'chats' ? 'Chats' : 'Inbox'}</h1>
        <IconButton icon={SearchIcon} label="Search" keys="/" onClick={() => openSearch()} />
      </header>
      <p class="sr-only" role="status">{`${counted(store.queue.value.waiting.length, 'chat')} waiting`}</p>
      <PresenceBar />
      <Rows only={only} />
    </section>
  );
}

function Rows({ only }: { only: 'all' | 'chats' }) {
  const box = useRef<HTMLDivElement>(null);
  useSteadyRows(box);
  if (loadError.value) return <ErrorState title="The queue could not be loaded"
    onRetry={() => void watchQueue()}>{loadError.value}</ErrorState>;
  if (!loaded.value) return <div class="list-rows"><QueueSkeleton /></div>;
  const { waiting, mine, others } = store.queue.value;
  return (
    <div class="list-rows" ref={box} onPointerDown={noteClick}>
      <Chats title="Waiting" chats={waiting} tone="bad" />
      <Chats title="My chats" chats={mine} mine />
      <Chats title="With colleagues" chats={others} />
      {only === 'all' && <Tickets scroller={box} />}
      {only === 'chats' && !(waiting.length + mine.length + others.length) && <EmptyState icon={ChatIcon}
        title="No chat is running">New chats appear here the moment a visitor writes.</EmptyState>}
    </div>
  );
}

/** 'here' is the one in focus; 'open' has a column too. */
function placeOf(chat: Chat): 'here' | 'open' | undefined {
  if (route.value.name !== 'chats') return undefined;
  return route.value.id === chat.id ? 'here' : openChats.value.includes(chat.id) ? 'open' : undefined;
}
/** Naming the site helps only where there are several. */
const severalSites = computed(() => new Set([...store.chats.value.values()].map((chat) => chat.site.key)).size > 1);

const Chats = ({ title, chats, mine = false,
  tone }: { title: string; chats: Chat[]; mine?: boolean; tone?: 'bad' }) => (
  <Group title={title} count={chats.length}
    tone={tone}>{chats.map((chat) => <ChatRow key={chat.id} chat={chat} mine={mine} place={placeOf(chat)}
      site={severalSites.value} ours={chat.team !== null && myTeams.value.includes(chat.team.id)}
      passedBy={passedTo.value[chat.id]} />)}</Group>
);

function Group({ title, count, tone = 'plain', children }:
  { title: string; count: number; tone?: 'bad' | 'plain'; children: ComponentChildren }) {
  if (!count) return null;
  const closed = folded.value.includes(title);
  return (
    <section class="group" aria-label={title}>
      <h2 class="group-head"><button type="button" class="group-fold" aria-expanded={!closed}
        onClick={() => { folded.value = toggled(folded.value, title); }}>
        {title}<Count value={count} tone={tone} />{closed ? <ForwardIcon size={12} /> : <DownIcon size={12} />}</button>
          </h2>
      {!closed && <ul class="rows">{children}</ul>}
    </section>
  );
}
