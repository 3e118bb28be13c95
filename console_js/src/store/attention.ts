// What asks for me: who waits, and which of my chats hold something I have not seen. Rail, title and tabs count alike.
import { computed, signal } from '@preact/signals';
import type { Chat } from '../../../shared_js/wire';
import { store } from './index';
import { remembered } from './remembered';

/** Chats that a colleague passed to me and that I have not looked at yet, with the colleague's name if it is known. */
export const passedTo = remembered<Readonly<Record<string, string>>>('chats.passed', {});

/** Who passed which chat to me, from the chat's own line; it comes just before the chat's new state. */
export const passers = signal<ReadonlyMap<string, string>>(new Map());

export const isNews = (chat: Chat): boolean => chat.unread > 0 || chat.id in passedTo.value;
export const waitingCount = computed(() => store.queue.value.waiting.length);
export const newsCount = computed(() => store.queue.value.mine.filter(isNews).length);
