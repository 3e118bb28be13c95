// The navigation: a rail at the side, a bar at the bottom of a narrow window.
import { go, route, type Route } from '../router';
import { notices, openPanel } from '../notifications/state';
import { openSearch } from '../search/state';
import { connection, store } from '../store';
import { newsCount, waitingCount } from '../store/attention';
import { signOut } from '../store/session';
import {
  Avatar, BellIcon, ChatIcon, ContactIcon, Count, IconButton, InboxIcon, KeyboardIcon, Menu, MuteIcon, PeopleIcon, PersonIcon, PresenceDot,
  SearchIcon, SettingsIcon, SignOutIcon, SoundIcon, TicketIcon, toast, type Icon, type MenuItem,
} from '../ui';
import type { PresenceState } from '../../../shared_js/wire';
import { isNarrow } from '../ui/layout';
import { askForNotifications, notificationsOffered } from './notify';
import { keysShown } from './keys_dialog';
import { soundOn } from './sound';

interface Place { path: string; label: string; icon: Icon; names: Route['name'][]; count?: () => number; countLabel?: string; keys: string;
  /** A narrow window has it in one's own menu. */
  aside?: boolean }
const PLACES: Place[] = [
  { path: '/inbox', label: 'Inbox', icon: InboxIcon, names: ['inbox'], count: () => waitingCount.value, countLabel: 'waiting',
    keys: 'g i' },
  { path: '/tickets', label: 'Tickets', icon: TicketIcon, names: ['tickets', 'ticket'], keys: 'g t' },
  { path: '/chats', label: 'Chats', icon: ChatIcon, names: ['chats'], count: () => newsCount.value, countLabel: 'with something new',
    keys: 'g c' },
  { path: '/customers', label: 'Customers', icon: ContactIcon, names: ['customers', 'customer'], keys: 'g u', aside: true },
  { path: '/people', label: 'People', icon: PeopleIcon, names: ['people', 'teams'], keys: 'g p', aside: true },
  { path: '/settings', label: 'Settings', icon: SettingsIcon, names: ['settings'], keys: 'g s', aside: true },
];

export function Rail() {
  const here = route.value.name;
  return (
    <nav class="rail" aria-label="Main">
      <a class="rail-mark" href="/inbox" aria-label="Frontdesk, to the inbox"><Mark /></a>
      {PLACES.map(({ path, label, icon: Glyph, names, count, countLabel, keys, aside }) => (
        <a key={path} href={path} class={aside ? 'rail-link only-wide' : 'rail-link'} aria-current={names.includes(here) ? 'page' : undefined} title={`${label} (${keys})`}>
          <span class="rail-glyph"><Glyph size={20} />{count && <Count value={count()} tone={path === '/inbox' ? 'bad' : 'accent'}
            label={countLabel} />}</span>
          <span>{label}</span>
        </a>
      ))}
      <button type="button" class="rail-link" title="Notices (g n)" aria-haspopup="dialog" onClick={openPanel}>
        <span class="rail-glyph"><BellIcon size={20} /><Count value={notices.value.unread} tone="accent" label="unread" /></span>
        <span>Notices</span>
      </button>
      <span class="rail-space" />
      <div class="rail-tools">
        <IconButton icon={SearchIcon} label="Search" keys="/" onClick={() => openSearch()} />
        <IconButton icon={soundOn.value ? SoundIcon : MuteIcon} label={soundOn.value ? 'Sound is on' : 'Sound is off'}
          pressed={soundOn.value} onClick={() => { soundOn.value = !soundOn.value; }} />
      </div>
      <MyMenu />
    </nav>
  );
}

const Mark = () => (
  <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--accent)" />
    <path d="M8 21h16M10 21a6 6 0 0 1 12 0M16 15v-2.5M14 10.5h4" stroke="var(--accent-ink)" stroke-width="2.2" stroke-linecap="round"
      fill="none" />
  </svg>
);

const STATES: { value: PresenceState; label: string; hint: string }[] = [
  { value: 'online', label: 'Online', hint: 'New chats ring' },
  { value: 'away', label: 'Away', hint: 'Keeps your chats, quiet otherwise' },
  { value: 'offline', label: 'Offline', hint: 'Your chats go back to the queue' },
];

export async function setPresence(state: PresenceState): Promise<void> {
  const answer = await connection.send('presence.set', { state });
  if (!answer.ok) toast(answer.error.message, 'bad');
}

function MyMenu() {
  const me = store.me.value;
  if (!me) return null;
  // Without a connection nobody sees one online.
  const shown = connection.state.value === 'online' ? me.presence : 'offline';
  const items: MenuItem[] = [
    ...STATES.map(({ value, label, hint }) => ({
      id: value, label, hint, checked: me.presence === value, lead: <PresenceDot state={value} />, run: () => void setPresence(value),
    })),
    { id: 'profile', label: 'Your profile', icon: PersonIcon, divide: true, run: () => go('/profile') },
    ...(isNarrow.value ? PLACES.filter((place) => place.aside).map(({ path, label, icon }) => ({ id: path, label, icon, run: () => go(path) })) : []),
    { id: 'keys', label: 'Keyboard shortcuts', icon: KeyboardIcon, keys: '?', run: () => { keysShown.value = true; } },
    ...(notificationsOffered.value ? [{ id: 'notify', label: 'Allow desktop notifications', icon: BellIcon, run: askForNotifications }]
      : []),
    { id: 'out', label: 'Sign out', icon: SignOutIcon, divide: true, run: () => void signOut() },
  ];
  return (
    <Menu label="You" items={items} trigger={(props) => (
      <button {...props} type="button" class="rail-me" title={`${me.name}, ${shown}`}>
        <Avatar name={me.name} picture={me.picture} size={34} presence={shown} /><span class="sr-only">{me.name},
          your presence and profile</span><span class="rail-me-word">You</span>
      </button>
    )} />
  );
}
