// The snapshot of the queue ends at the tickets changed last. Beyond that: urgent and high ones are fetched at once,
// so that none is overlooked; the rest when somebody asks.
import { signal } from '@preact/signals';
import type { Ticket } from '../../../shared_js/wire';
import { api, type TicketFilter } from '../api';
import { change, SNAPSHOT_TICKETS } from './board';
import { board } from './index';

export const moreTickets = signal(false);
export const loadingMore = signal(false);
let cursor: string | undefined;

function take(tickets: readonly Ticket[]): void {
  board.value = tickets.reduce((known, ticket) => change(known, { ticket }), board.value);
}

async function pages(filter: TicketFilter, until: (known: boolean) => boolean): Promise<string | null> {
  let next: string | null | undefined = filter.cursor;
  do {
    const page = await api.tickets({ ...filter, ...(next && { cursor: next }) });
    const known = page.items.every(({ number }) => board.value.tickets.has(number));
    take(page.items);
    next = page.next;
    if (until(known)) break;
  } while (next);
  return next ?? null;
}

/** After each snapshot. */
export async function afterSnapshot(count: number): Promise<void> {
  cursor = undefined;
  moreTickets.value = count >= SNAPSHOT_TICKETS;
  // `priority` takes several, as the list of the API does.
  if (moreTickets.value) await pages({ priority: 'urgent,high' as 'urgent' }, () => false).catch(() => undefined);
}

/** The next page that holds something new. Throws what the API throws. */
export async function loadMoreTickets(): Promise<void> {
  loadingMore.value = true;
  try {
    cursor = (await pages(cursor ? { cursor } : {}, (known) => !known)) ?? undefined;
    moreTickets.value = cursor !== undefined;
  } finally {
    loadingMore.value = false;
  }
}
