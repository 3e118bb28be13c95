/**
 * The lines of one chat as a browser knows them: sorted by seq, without doubles, and aware of what is missing.
 * Pure values: every function returns a new Thread, or the same one when nothing changed.
 */
import type { Message } from './wire';

export interface Thread {
  readonly entries: readonly Message[];
  /** Everything up to this seq is here, or is known not to be for us. Where a sync begins. */
  readonly complete: number;
}

export const emptyThread: Thread = { entries: [], complete: 0 };

/** Takes in pushed lines, in any order and as often as they come. */
export function merge(thread: Thread, messages: readonly Message[]): Thread {
  const entries = insert(thread.entries, messages);
  return entries === thread.entries ? thread : { entries, complete: advance(entries, thread.complete) };
}

/**
 * Takes in the answer to "what came after `after`?", which is complete up to `upTo`. Seqs in that span without
 * an entry are notes that visitors may not see, so the holes they leave are settled.
 */
export function settle(thread: Thread, messages: readonly Message[], after: number, upTo: number): Thread {
  const entries = insert(thread.entries, messages);
  const reached = after <= thread.complete ? Math.max(thread.complete, upTo) : thread.complete;
  const complete = advance(entries, reached);
  return entries === thread.entries && complete === thread.complete ? thread : { entries, complete };
}

export function highest(thread: Thread): number {
  return thread.entries.at(-1)?.seq ?? 0;
}

/** True when something between what we have and `latest` (the chat's own seq, where known) is missing. */
export function hasGap(thread: Thread, latest = 0): boolean {
  return Math.max(highest(thread), latest) > thread.complete;
}

/** Whether a message we sent has already come back, by push or by sync. */
export function holds(thread: Thread, clientId: string): boolean {
  return thread.entries.some((entry) => entry.client_id === clientId);
}

function insert(entries: readonly Message[], messages: readonly Message[]): readonly Message[] {
  const seqs = new Set(entries.map((entry) => entry.seq));
  const ids = new Set(entries.flatMap(identities));
  const fresh: Message[] = [];
  for (const message of messages) {
    const names = identities(message);
    if (seqs.has(message.seq) || names.some((name) => ids.has(name))) continue;
    seqs.add(message.seq);
    names.forEach((name) => ids.add(name));
    fresh.push(message);
  }
  return fresh.length ? [...entries, ...fresh].sort((a, b) => a.seq - b.seq) : entries;
}

function identities(message: Message): string[] {
  return message.client_id ? [`id ${message.id}`, `client ${message.client_id}`] : [`id ${message.id}`];
}

function advance(entries: readonly Message[], from: number): number {
  let complete = from;
  for (const { seq } of entries) if (seq === complete + 1) complete = seq;
  return complete;
}
