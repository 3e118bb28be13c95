/**
 * What the ticket screen knows, as plain values: a loaded ticket, the pushes folded into it, and changes on
 * their way to the server laid over it. Folding every push must give what a fresh load gives.
 */
import type { AgentRef, Ticket, TicketStatus, TimelineEntry, Priority } from '../../../shared_js/wire';

export interface Loaded {
  ticket: Ticket;
  entries: TimelineEntry[];
  /** Everything up to here has arrived. */
  seq: number;
}

export function load(answer: { ticket: Ticket; events: TimelineEntry[]; seq: number }): Loaded {
  const entries = [...answer.events].sort((a, b) => a.seq - b.seq);
  return { ticket: answer.ticket, entries, seq: answer.seq };
}

/** Pushes carry the ticket as lists do; what only a single load holds is kept from there. */
export function newer(known: Ticket, came: Ticket): Ticket {
  if (came.seq < known.seq) return known;
  const merged = { ...known, ...came };
  if (!came.visitor && known.visitor) merged.visitor = known.visitor;
  if (!came.transcript && known.transcript) merged.transcript = known.transcript;
  if (!came.chat_timeline && known.chat_timeline) merged.chat_timeline = known.chat_timeline;
  return merged;
}

/** `gap` says that an entry before this one never arrived: load again. */
export function fold(known: Loaded, push: { event?: TimelineEntry; ticket: Ticket }): { loaded: Loaded; gap: boolean; added: boolean } {
  const ticket = newer(known.ticket, push.ticket);
  const { event } = push;
  if (!event) return { loaded: { ...known, ticket }, gap: push.ticket.seq > known.seq, added: false };
  if (known.entries.some((entry) => entry.seq === event.seq)) return { loaded: { ...known, ticket }, gap: false, added: false };
  const entries = [...known.entries, event].sort((a, b) => a.seq - b.seq);
  const gap = event.seq > known.seq + 1;
  const seq = event.seq === known.seq + 1 ? event.seq : known.seq;
  return { loaded: { ticket, entries, seq }, gap, added: true };
}

/** Fields an agent may change in place; an owner is an agent, a team, or nobody. */
export interface Changes {
  subject?: string; status?: TicketStatus; priority?: Priority;
  assignee?: AgentRef | null; team?: Ticket['team']; labels?: Ticket['labels'];
}

/** One change on its way; several of one field may be, and the last one shows. */
export interface Pending { id: number; changes: Changes }

export function overlay(ticket: Ticket, pending: readonly Pending[]): Ticket {
  return pending.reduce<Ticket>((seen, { changes }) => ({ ...seen, ...changes }), ticket);
}

const FIELDS: (keyof Changes)[] = ['subject', 'status', 'priority', 'assignee', 'team', 'labels'];

/** Which fields a push changed, so that the screen can point at them briefly. */
export function changedFields(before: Ticket, after: Ticket): (keyof Changes)[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
