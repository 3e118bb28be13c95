// The list behind the bell: who mentioned me, what came to me, unread first and kept until read.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Notification } from '../../../shared_js/wire';
import { pictureOf } from '../store/faces';
import { AtIcon, Avatar, BellIcon, Button, ChatIcon, Dialog, EmptyState, ErrorState, type Icon, PersonIcon, Skeleton, Time } from '../ui';
import { inOrder, saidOf } from './list';
import './notifications.css';
import { goTo, loading, loadNotices, notices, older, panelOpen, read, trouble } from './state';

export function NotificationPanel() {
  return panelOpen.value ? <Panel /> : null;
}

function Panel() {
  const { items, unread } = notices.value;
  const list = useRef<HTMLUListElement>(null);
  const listed = shown.value === 'all' ? items : items.filter(({ type }) => type === 'mention');
  const asked = older.value !== undefined;
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' || event.key === 'j' ? 1 : event.key === 'ArrowUp' || event.key === 'k' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const rows = [...list.current!.querySelectorAll<HTMLElement>('.told')];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[Math.min(rows.length - 1, Math.max(0, at + step))]?.focus();
  };
  useEffect(() => { if (asked) list.current?.querySelector<HTMLElement>('.told')?.focus(); }, [asked]);
  return (
    <Dialog title="Notices" onClose={() => { panelOpen.value = false; }}>
      <div class="notices" onKeyDown={press}>
        <p class="notices-head">
          <span role="status">{unread ? `${unread} unread` : 'Nothing unread'}</span>
          <Choice />
          <Button size="sm" disabled={!unread} onClick={() => void read()}>Mark all as read</Button>
        </p>
        {trouble.value && <ErrorState title="The notices could not be loaded" onRetry={() => void loadNotices()}>{trouble.value}</ErrorState>}
        {!asked && !trouble.value && <Ghosts />}
        <ul ref={list}>{inOrder(listed).map((notice) => <Row key={notice.id} notice={notice} />)}</ul>
        {asked && items.length > 0 && !listed.length && <p class="notices-none">Nobody mentioned you in what is loaded.</p>}
        {asked && !items.length && <EmptyState icon={BellIcon} title="Nothing for you yet">When a colleague writes @ and your name, or gives you a
          ticket, it is listed here until you have read it.</EmptyState>}
        {older.value && <Button size="sm" busy={loading.value} onClick={() => void loadNotices(older.value!)}>Show older ones</Button>}
      </div>
    </Dialog>
  );
}

const KINDS: Record<Notification['type'], Icon> = { mention: AtIcon, assigned: PersonIcon, customer: ChatIcon };
const whereOf = ({ ticket, count }: Notification) => (count ? '' : ticket ? `#${ticket}` : 'in a chat');
const SHOWN = { all: 'All', mentions: 'Mentions' };
const shown = signal<keyof typeof SHOWN>('all');

const Choice = () => (
  <span class="notices-choice" role="group" aria-label="Show">{(Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((key) => (
    <button key={key} type="button" aria-pressed={shown.value === key} onClick={() => { shown.value = key; }}>{SHOWN[key]}</button>
  ))}</span>
);

function Row({ notice }: { notice: Notification }) {
  const Glyph = KINDS[notice.type] ?? BellIcon;
  return (
    <li>
      <button type="button" class={`told told-${notice.type}`} data-unread={notice.read ? undefined : ''} onClick={() => goTo(notice)}>
        <span class="told-face"><Avatar name={notice.by.name} picture={pictureOf({ ...notice.by, picture: null })} />
          <span class="told-kind"><Glyph size={12} /></span></span>
        <span class="told-body">
          <span class="told-line"><bdi>{notice.by.name}</bdi> {saidOf(notice)} <span class="told-where">{whereOf(notice)}</span>
            <Time value={notice.at} /></span>
          <span class="told-text" dir="auto">{notice.count ? `${notice.text} …` : notice.text}</span>
        </span>
        {!notice.read && <span class="told-dot"><span class="sr-only">Unread</span></span>}
      </button>
    </li>
  );
}

const Ghosts = () => (
  <div aria-busy="true">{[64, 48, 72].map((width) => (
    <div key={width} class="told told-ghost"><Skeleton width="28px" height="28px" round /><span class="told-body"><Skeleton width={`${width}%`} />
      <Skeleton width="88%" /></span></div>
  ))}</div>
);
