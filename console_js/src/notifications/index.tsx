// The list behind the bell: who mentioned me, what came to me, unread first and kept until read.
import { useEffect, useRef } from 'preact/hooks';
import type { Notification } from '../../../shared_js/wire';
import { pictureOf } from '../store/faces';
import { AtIcon, Avatar, BellIcon, Button, ChatIcon, Dialog, EmptyState, ErrorState, type Icon, PersonIcon, Skeleton, Time } from '../ui';
import { inOrder } from './list';
import './notifications.css';
import { goTo, loading, loadNotices, notices, older, panelOpen, read, trouble } from './state';

export function NotificationPanel() {
  return panelOpen.value ? <Panel /> : null;
}

function Panel() {
  const { items, unread } = notices.value;
  const list = useRef<HTMLUListElement>(null);
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
    <Dialog title="Notifications" onClose={() => { panelOpen.value = false; }}>
      <div class="notices" onKeyDown={press}>
        <p class="notices-head">
          <span role="status">{unread ? `${unread} unread` : 'Nothing unread'}</span>
          <Button size="sm" disabled={!unread} onClick={() => void read()}>Mark all as read</Button>
        </p>
        {trouble.value && <ErrorState title="Notifications could not be loaded" onRetry={() => void loadNotices()}>{trouble.value}</ErrorState>}
        {!asked && !trouble.value && <Ghosts />}
        <ul ref={list}>{inOrder(items).map((notice) => <Row key={notice.id} notice={notice} />)}</ul>
        {asked && !items.length && <EmptyState icon={BellIcon} title="Nothing for you yet">When a colleague writes @ and your name, or gives you a
          ticket, it is listed here until you have read it.</EmptyState>}
        {older.value && <Button size="sm" busy={loading.value} onClick={() => void loadNotices(older.value!)}>Show older ones</Button>}
      </div>
    </Dialog>
  );
}

const KINDS: Record<Notification['type'], { icon: Icon; said: string }> = {
  mention: { icon: AtIcon, said: 'mentioned you' }, assigned: { icon: PersonIcon, said: 'gave you a ticket' },
  customer: { icon: ChatIcon, said: 'wrote on your ticket' },
};

function Row({ notice }: { notice: Notification }) {
  const { icon: Glyph, said } = KINDS[notice.type] ?? { icon: BellIcon, said: '' };
  return (
    <li>
      <button type="button" class={`told told-${notice.type}`} data-unread={notice.read ? undefined : ''} onClick={() => goTo(notice)}>
        <span class="told-face"><Avatar name={notice.by.name} picture={pictureOf({ ...notice.by, picture: null })} />
          <span class="told-kind"><Glyph size={12} /></span></span>
        <span class="told-body">
          <span class="told-line"><bdi>{notice.by.name}</bdi> {said} <span class="told-where">{notice.ticket ? `#${notice.ticket}` : 'in a chat'}</span>
            <Time value={notice.at} /></span>
          <span class="told-text" dir="auto">{notice.text}</span>
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
