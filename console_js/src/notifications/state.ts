// My notifications as the screens see them: loaded when first looked at, kept live by pushes, read on all consoles at once.
import { signal } from '@preact/signals';
import type { Notification } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { go, route } from '../router';
import { connection } from '../store';
import { toast } from '../ui';
import { arrived, markedRead, noNotices, page, place } from './list';

export const notices = signal(noNotices);
export const panelOpen = signal(false);
export const trouble = signal<string | null>(null);
/** Null: nothing older; undefined: not asked yet. */
export const older = signal<string | null | undefined>(undefined);
export const loading = signal(false);

export async function loadNotices(cursor?: string): Promise<void> {
  if (loading.value) return;
  loading.value = true;
  trouble.value = null;
  try {
    const answer = await api.notifications(cursor);
    notices.value = page(notices.value, answer.items, answer.unread);
    older.value = answer.next;
  } catch (error) {
    trouble.value = error instanceof ApiError ? error.message : 'They could not be loaded.';
  } finally {
    loading.value = false;
  }
}

export function openPanel(): void {
  panelOpen.value = true;
  void loadNotices();
}

/** Shown as read at once; without ids all of them. */
export async function read(...ids: string[]): Promise<void> {
  const before = notices.value;
  const left = ids.length ? before.unread - before.items.filter((item) => ids.includes(item.id) && !item.read).length : 0;
  if (left === before.unread) return;
  notices.value = markedRead(before, ids, Math.max(0, left));
  try {
    const { unread } = await api.readNotifications(ids.length ? ids : undefined);
    notices.value = { ...notices.value, unread };
  } catch (error) {
    notices.value = before;
    toast(error instanceof ApiError ? error.message : 'They could not be marked as read.', 'bad');
  }
}

export function goTo(notice: Notification): void {
  panelOpen.value = false;
  void read(notice.id);
  go(place(notice));
}

/** Whether the person is looking at the very thing that it is about. */
export function atPlace({ ticket, chat, count }: Pick<Notification, 'ticket' | 'chat' | 'count'>): boolean {
  const at = route.value;
  if (count) return false;
  return ticket ? at.name === 'ticket' && at.number === ticket : at.name === 'chats' && at.id === chat;
}

export function startNotifications(tell: (notice: Notification) => void): () => void {
  const stops = [
    connection.on('welcome', ({ unread }) => {
      notices.value = { ...notices.value, unread: unread ?? notices.value.unread };
      if (panelOpen.value) void loadNotices();
    }),
    connection.on('resync', () => void loadNotices()),
    connection.on('notification', (notice) => {
      const known = notices.value.items.some(({ id, read: seen }) => id === notice.id && !seen);
      notices.value = arrived(notices.value, notice);
      if (!known && !notice.read) tell(notice);
    }),
    connection.on('notifications.read', ({ ids, unread }) => { notices.value = markedRead(notices.value, ids, unread); }),
  ];
  return () => stops.forEach((stop) => stop());
}
