// One change to all chosen tickets: sent in parts; what could not be done is told, the rest can be taken back.
import { signal } from '@preact/signals';
import type { BulkResult, Ticket } from '../../../shared_js/wire';
import { api, type ManyChanges } from '../api';
import { offerUndo } from '../shell/undo';
import { counted } from '../ui/words';
import { toast } from '../ui';
import { chosen } from './state';

/** As many as one request takes. */
const MOST = 500;
const MOST_UNDONE = 2000;

export const changing = signal<{ done: number; of: number } | null>(null);
export interface Refused { number: number; subject: string; message: string }
export const refused = signal<{ what: string; done: number; list: Refused[] } | null>(null);

export function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size,
    (index + 1) * size));
}

/** `what`, to follow "3 tickets": "set to High". */
export async function changeChosen(changes: ManyChanges, what: string): Promise<void> {
  const tickets = chosen.value;
  if (!tickets.length || changing.value) return;
  const results: BulkResult[] = [];
  changing.value = { done: 0, of: tickets.length };
  try {
    for (const part of parts(tickets, MOST)) {
      results.push(...(await api.changeMany(part.map(({ number }) => number), changes)).items);
      changing.value = { done: results.length, of: tickets.length };
    }
  } catch (error) {
    toast((error as Error).message, 'bad');
  }
  changing.value = null;
  tell(tickets, results, what);
}

function tell(tickets: readonly Ticket[], results: readonly BulkResult[], what: string): void {
  const events = results.flatMap(({ number, events: written }) => written.map((event) => ({ number, event })));
  const changed = new Set(events.map(({ number }) => number)).size;
  const subjects = new Map(tickets.map(({ number, subject }) => [number, subject]));
  const failed = results.flatMap(({ number, error }) => (error
    ? [{ number, subject: subjects.get(number) ?? '', message: error.message }] : []));
  if (changed) offerUndo({ text: `${counted(changed, 'ticket')} ${what}.`, undo: () => takeBack(events),
    topic: 'many' });
  else if (results.length && !failed.length) toast(results.length === 1 ? 'It was so already.'
    : 'They were all so already.');
  refused.value = failed.length ? { what, done: changed, list: failed } : null;
}

/** The newest first, so that each finds what it left. */
async function takeBack(events: readonly { number: number; event: string }[]): Promise<void> {
  let left = 0;
  let why = '';
  for (const part of parts([...events].reverse(), MOST_UNDONE)) {
    for (const { ok, error } of (await api.undoMany(part)).items) {
      if (ok) continue;
      left += 1;
      why ||= error?.message ?? '';
    }
  }
  if (left) throw new Error(`${counted(left, 'change')} could not be taken back. ${why}`);
}
