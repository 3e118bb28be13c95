// Tells about new chats and messages: chime, count in the title and on the icon, desktop notification if allowed.
import { computed, effect, signal } from '@preact/signals';
import { showChat } from '../chat/actions';
import { saidOf } from '../notifications/list';
import { atPlace, goTo, notices } from '../notifications/state';
import { route } from '../router';
import { loaded, store } from '../store';
import { newsCount, passedTo, passers, waitingCount } from '../store/attention';
import type { Chat, Notification as Notice } from '../../../shared_js/wire';
import { toast } from '../ui';
import { remember, news, unseen, type Known, type PassedTo } from './news';
import { chime, unlockSound } from './sound';
import { pageTitle } from './title';
import { shortName, visitorName } from '../store/visitor';

const permission = signal(typeof Notification === 'undefined' ? 'unsupported' : Notification.permission);
export const notificationsOffered = computed(() => permission.value === 'default');

export async function askForNotifications(): Promise<void> {
  permission.value = await Notification.requestPermission();
  if (permission.value === 'denied') toast('Notifications stay off. The browser\'s site settings can change that.');
}

const focused = signal(typeof document !== 'undefined' && document.hasFocus());

function watchedChat(): string | null {
  const at = route.value;
  return at.name === 'chats' && focused.value ? at.id : null;
}

function notify(title: string, body: string, tag: string, open: () => void): void {
  if (permission.value !== 'granted' || focused.peek()) return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => { window.focus(); open(); shown.close(); };
}

const notifyChat = (title: string, chat: Chat) => notify(title, chat.last.text, `chat-${chat.id}`, () => showChat(chat.id));

/** A mention or other news to me: a toast, unless I am looking at the very place, and more where nobody looks. */
export function tellNotice(notice: Notice): void {
  if (atPlace(notice) && focused.peek()) return;
  chime('message');
  const title = `${notice.by.name} ${saidOf(notice)}`;
  const about = notice.ticket ? ` (#${notice.ticket})` : '';
  toast(`${title}${about}: ${notice.text}`, 'info', { label: 'Open', run: () => goTo(notice) });
  notify(title + about, notice.text, `notice-${notice.id}`, () => goTo(notice));
}

function keepPassed(now: PassedTo): void {
  if (JSON.stringify(now) !== JSON.stringify(passedTo.peek())) passedTo.value = now;
}

function tellPassed(chat: Chat): void {
  const name = visitorName(chat.visitor);
  toast(`${shortName(passedTo.peek()[chat.id] || 'A colleague')} passed you the chat with ${shortName(name)}.`, 'info',
    { label: 'Open', run: () => showChat(chat.id) });
  notifyChat(`${name} was passed to you`, chat);
}

function tellNews(): () => void {
  let known: Known | null = null;
  return effect(() => {
    if (!loaded.value) return;
    const queue = store.queue.value;
    const present = store.me.peek()?.presence ?? 'online';
    const watched = watchedChat();
    if (known) {
      const { waiting, messages, passed } = news(known, queue, watched);
      keepPassed(unseen(passedTo.peek(), passed, passers.peek(), queue.mine, watched));
      if (passed.length || (waiting.length && present === 'online')) chime('waiting');
      else if (messages.length) chime('message');
      if (present === 'online') for (const chat of waiting) notifyChat(`${visitorName(chat.visitor)} is waiting`, chat);
      passed.forEach(tellPassed);
      for (const chat of messages) notifyChat(visitorName(chat.visitor), chat);
    }
    known = remember(queue);
  });
}

const icon = (dot: boolean) => 'data:image/svg+xml,' + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#3450d8"/>'
  + '<path d="M8 21h16M10 21a6 6 0 0 1 12 0M16 15v-2.5M14 10.5h4" stroke="#fff" stroke-width="2.2" stroke-linecap="round" fill="none"/>'
  + (dot ? '<circle cx="24" cy="8" r="8" fill="#be2338" stroke="#fff" stroke-width="2"/>' : '') + '</svg>');

function badgeTitle(): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    ?? document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'icon' }));
  return effect(() => {
    const count = waitingCount.value + newsCount.value + notices.value.unread;
    document.title = pageTitle(count);
    link.href = icon(count > 0);
  });
}

export function startNotices(): () => void {
  const look = () => { focused.value = document.hasFocus() && !document.hidden; };
  const events = ['focus', 'blur', 'visibilitychange'] as const;
  for (const name of events) addEventListener(name, look);
  unlockSound();
  const stops = [tellNews(), badgeTitle()];
  return () => {
    for (const name of events) removeEventListener(name, look);
    for (const stop of stops) stop();
  };
}

/** Whether the window has the attention of a person: read marks depend on it. */
export const windowFocused = focused;
