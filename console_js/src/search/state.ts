// The search box: what is typed, what was found for it, and what was searched for before.
import { signal } from '@preact/signals';
import type { Customer, Ticket } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { remembered } from '../store/remembered';

export interface Hit {
  entry?: string;
  where: 'subject' | 'message' | 'reply' | 'note' | 'customer' | 'file' | 'number';
  text: string;
  marks: [number, number][];
}
export interface Found {
  items: { ticket: Ticket; hits: Hit[] }[];
  next: string | null;
  hints: string[];
  total?: number;
  customers?: Customer[];
}

export const searchOpen = signal(false);
export const typed = signal('');
/** The answer and the query that it belongs to. */
export const found = signal<{ query: string; answer: Found } | null>(null);
export const searching = signal(false);
export const trouble = signal<string | null>(null);
export const recent = remembered<string[]>('search.recent', []);

const PAUSE_MS = 120, MOST_RECENT = 6;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | null = null;

export function openSearch(query?: string): void {
  if (query !== undefined) type(query);
  searchOpen.value = true;
}

/** Asks a moment after the last letter; an answer to earlier letters is dropped. */
export function type(query: string): void {
  typed.value = query;
  clearTimeout(timer);
  running?.abort();
  trouble.value = null;
  searching.value = query.trim() !== '';
  if (!searching.value) found.value = null;
  else timer = setTimeout(() => void ask(query), PAUSE_MS);
}

export async function ask(query: string): Promise<void> {
  const mine = running = new AbortController();
  try {
    found.value = { query, answer: await api.search(query, mine.signal) };
    trouble.value = null;
  } catch (error) {
    if (mine.signal.aborted) return;
    trouble.value = error instanceof ApiError ? error.message : 'The search did not answer.';
  }
  if (mine === running) searching.value = false;
}

/** Kept when it led somewhere. */
export function remember(query: string): void {
  const kept = query.trim();
  if (kept) recent.value = [kept, ...recent.value.filter((other) => other !== kept)].slice(0, MOST_RECENT);
}
