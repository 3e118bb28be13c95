// What is written but not sent, per chat; reply and note apart, so that none becomes the other. Survives a reload.
import { effect, signal, type Signal } from '@preact/signals';

export type Mode = 'reply' | 'note';
export interface Draft { reply: Signal<string>; note: Signal<string>; mode: Signal<Mode> }

const PREFIX = 'frontdesk.draft.';
const drafts = new Map<string, Draft>();

interface Kept { reply?: string; note?: string; mode?: Mode }

function stored(chat: string): Kept {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + chat) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

function keep(chat: string, { reply, note, mode }: Draft): void {
  const words: Kept = { reply: reply.value, note: note.value, mode: mode.value };
  try {
    if (words.reply || words.note) localStorage.setItem(PREFIX + chat, JSON.stringify(words));
    else localStorage.removeItem(PREFIX + chat);
  } catch { /* full or blocked: memory holds it */ }
}

export function draftOf(chat: string): Draft {
  const known = drafts.get(chat);
  if (known) return known;
  const { reply = '', note = '', mode = 'reply' } = stored(chat);
  const draft: Draft = { reply: signal(reply), note: signal(note), mode: signal(mode) };
  drafts.set(chat, draft);
  effect(() => keep(chat, draft));
  return draft;
}
