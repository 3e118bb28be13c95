/** Sending a reply or a note: what stops it before it travels, what comes back, and how it is taken back. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ticket, TimelineEntry } from '../../../shared_js/wire';
import { api, ApiError, type Then } from '../api';
import { go, paths, route } from '../router';
import { offerUndo, undoThis } from '../shell/undo';
import { LEFT, toast } from '../ui';
import { counted } from '../ui/words';
import { firstGap } from './canned';
import { clear, draftOf, putBack, type Draft, type Mode, type Part } from './drafts';
import type { TicketLive } from './live';
import type { Upload } from './upload';

export const FIELD_ID = 'ticket-writer';

/** What others wrote since one looked, how far the ticket is with it, and in which way one was about to send. */
export interface Stale { entries: TimelineEntry[]; seq: number; then: Then }

const NOW: Record<Then, string> = { send: '.', wait: ', now Waiting.', resolve: ', now Resolved.' };

interface Obstacle { words: string; select?: [number, number] }

/** What keeps this from being sent as it is; `select` says where in the text. */
export function obstacle({ text, files }: { text: string; files: readonly Upload[] }): Obstacle | null {
  const gap = firstGap(text);
  if (gap) return { words: `Fill in “${gap.words}” first.`, select: [gap.start, gap.end] };
  const moving = files.filter(({ state }) => state === 'waiting' || state === 'sending').length;
  if (moving) return { words: `${counted(moving, 'file')} still on the way.` };
  // Why it can't go stands beside the file.
  const refused = files.find(({ state }) => state === 'refused');
  if (refused) return { words: `Remove “${refused.name}” first.` };
  if (files.some(({ state }) => state !== 'done')) return { words: 'A file did not arrive: try again or remove it.' };
  return text.trim() ? null : { words: 'Write a few words along with the file.' };
}

export function useSender(live: TicketLive, draft: Draft, base: (mode: Mode) => number) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [stale, setStale] = useState<Stale | null>(null);
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  const send = async (then: Then, anyway?: number) => {
    const mode = draft.mode.value;
    const part = draft[mode];
    const stop = obstacle({ text: part.text.value, files: part.files.value });
    if (busy) return;
    setTrouble(stop?.words ?? null);
    if (stop) return stop.select && selectInField(...stop.select);
    setBusy(true);
    try {
      const entry = await deliver(live, mode, part, then, anyway ?? base(mode));
      setStale(null);
      if (mode === 'reply') offerReplyBack(live, entry, then);
      if (here.current) queueMicrotask(() => goToEntry(entry.id));
    } catch (error) {
      const news = error instanceof ApiError ? staleOf(error, then) : null;
      const words = error instanceof ApiError ? error.message : 'It could not be sent.';
      if (news) setStale(news);
      else if (here.current) setTrouble(words);
      if (!here.current) tellElsewhere(live.number, words);
      if (error instanceof ApiError && error.details.merged_into) void live.watch();
    } finally {
      setBusy(false);
    }
  };
  return { busy, trouble, stale, send, forgetTrouble: () => setTrouble(null), forgetStale: () => setStale(null) };
}

/** One has gone on to something else meanwhile. */
function tellElsewhere(number: number, words: string): void {
  const open = { label: 'Open', run: () => go(paths.ticket(number)) };
  toast(`Not sent in #${number}, the draft is kept. ${words}`, 'bad', open);
}

/** Out of the field, so that the next key is a command again: `u` takes back. */
function goToEntry(id: string): void {
  const at = document.activeElement as HTMLElement | null;
  if (at && at !== document.body && !at.closest('.writer')) return;
  at?.blur();
  document.getElementById(`entry-${id}`)?.focus({ preventScroll: true });
}

async function deliver(live: TicketLive, mode: Mode, part: Part, then: Then, base_seq: number): Promise<TimelineEntry> {
  const body = part.text.value.trim();
  part.clientId.value ||= crypto.randomUUID();
  const attachments = part.files.value.flatMap(({ attachment }) => (attachment ? [attachment.id] : []));
  const written = { body, client_id: part.clientId.value, base_seq, ...(attachments.length && { attachments }) };
  const mentions = part.mentions.value.filter(({ name }) => body.includes(`@${name}`)).map(({ id }) => id);
  const entry = mode === 'reply' ? await api.reply(live.number, { ...written, then })
    : await api.addNote(live.number, { ...written, ...(mentions.length && { mentions }) });
  clear(part);
  live.receive({ number: live.number, event: entry, ticket: live.ticket.value! });
  return entry;
}

function staleOf(error: ApiError, then: Then): Stale | null {
  const { new: entries, seq } = error.details as { new?: TimelineEntry[]; seq?: number };
  if (error.code !== 'conflict' || !Array.isArray(entries) || typeof seq !== 'number') return null;
  return { entries, seq, then };
}

function offerReplyBack(live: TicketLive, entry: TimelineEntry, then: Then): void {
  const until = entry.held_until ? Date.parse(entry.held_until) : undefined;
  const text = (until ? `Sends in ${LEFT} s` : 'Sent') + NOW[then];
  offerUndo({ key: entry.id, text, ...(until && { until }), undo: () => takeReplyBack(live, entry) });
}

/** The words come back to where they were written. */
async function takeReplyBack(live: TicketLive, entry: TimelineEntry): Promise<void> {
  await live.takeBack(entry.id);
  const draft = draftOf(live.number);
  putBack(draft.reply, entry.body ?? '', entry.attachments ?? []);
  draft.mode.value = 'reply';
  if (route.value.name !== 'ticket' || route.value.number !== live.number) go(paths.ticket(live.number));
  requestAnimationFrame(() => document.getElementById(FIELD_ID)?.focus());
}

/** From the reply itself: by the offer that counts down, or without one after a reload. */
export function undoReply(live: TicketLive, entry: TimelineEntry): void {
  if (undoThis(entry.id)) return;
  takeReplyBack(live, entry).catch((error: unknown) => {
    toast(error instanceof ApiError ? error.message : 'It could not be taken back.', 'bad');
  });
}

export function selectInField(start: number, end: number): void {
  const field = document.getElementById(FIELD_ID) as HTMLTextAreaElement | null;
  field?.focus();
  field?.setSelectionRange(start, end);
}

/** Who a reply goes to, in words. */
export function recipient(ticket: Ticket, name: string): string {
  const { email } = ticket.customer;
  if (email && email !== name) return `${name} <${email}>`;
  return name;
}
