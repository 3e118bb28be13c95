// The signed-in console: rail, list column, work area.
import { go, route, type Route } from '../router';
import { useEffect } from 'preact/hooks';
import { Button, EmptyState, SearchIcon, Skeleton } from '../ui';
import { isNarrow, isWide } from '../ui/layout';
import { Workbench } from '../chat';
import { Inbox, Overview } from '../inbox';
import { QueueSkeleton } from '../inbox/skeleton';
import { customerMerge } from '../customer/state';
import { newTicketOpen } from '../newticket/state';
import { mergeAsked } from '../ticket/dialogs';
import { NotificationPanel } from '../notifications';
import { Palette } from '../palette';
import { Search } from '../search';
import { ConnectionBar } from './connection_bar';
import { KeysDialog } from './keys_dialog';
import { Rail } from './rail';
import { CustomerMergeDialog, CustomerScreen, CustomersScreen, MergeAskedDialog, NewTicketDialog, PeopleScreen, ProfileScreen, SettingsScreen, TeamsScreen, TicketScreen, TicketsScreen } from './screens';
import { startConsole } from './start';

const WITH_LIST = new Set<Route['name']>(['inbox', 'chats', 'ticket']);

/** The list stays beside chats and tickets while there is room; alone on a narrow window. */
function showsList(at: Route): boolean {
  if (!WITH_LIST.has(at.name)) return false;
  if (at.name === 'inbox' || (at.name === 'chats' && !at.id)) return true;
  return at.name === 'ticket' ? isWide.value : !isNarrow.value;
}

/** One thing with a way back in its own header: on a narrow window it gets the room of the bottom bar. */
const isDetail = (at: Route) => at.name === 'ticket' || (at.name === 'chats' && at.id !== null);

export function Console() {
  useEffect(startConsole, []);
  const at = route.value;
  const list = showsList(at);
  const onlyList = list && isNarrow.value;
  return (
    <div class="console" data-list={list || undefined} data-detail={isDetail(at) || undefined}>
      <a class="skip" href="#work" data-native>Skip to the work area</a>
      <Rail />
      {list && <Inbox only={onlyList && at.name === 'chats' ? 'chats' : 'all'} />}
      {!onlyList && <main class="work" id="work" tabIndex={-1}><Work at={at} /></main>}
      <ConnectionBar />
      <Palette />
      <Search />
      <NotificationPanel />
      <KeysDialog />
      {newTicketOpen.value && <NewTicketDialog />}
      {mergeAsked.value && <MergeAskedDialog />}
      {customerMerge.value && <CustomerMergeDialog />}
    </div>
  );
}

function Work({ at }: { at: Route }) {
  switch (at.name) {
    case 'chats': return <Workbench focused={at.id} />;
    case 'tickets': return <TicketsScreen />;
    case 'ticket': return <TicketScreen key={at.number} number={at.number} />;
    case 'customers': return <CustomersScreen />;
    case 'customer': return <CustomerScreen key={at.id} id={at.id} />;
    case 'people': return <PeopleScreen />;
    case 'teams': return <TeamsScreen />;
    case 'settings': return <SettingsScreen />;
    case 'profile': return <ProfileScreen />;
    case 'unknown': return <Lost />;
    default: return <Overview />;
  }
}

const Lost = () => (
  <EmptyState icon={SearchIcon} title="Nothing is here" action={<Button onClick={() => go('/inbox')}>Go to the inbox</Button>}>
    The address may be mistyped, or what was here is gone.
  </EmptyState>
);

export const ConsoleSkeleton = () => (
  <div class="console" data-list aria-busy="true">
    <div class="rail" />
    <div class="list"><div class="list-head"><Skeleton width="90px" height="22px" /></div><QueueSkeleton /></div>
    <div class="work" />
  </div>
);
