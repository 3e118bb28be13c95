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

/** The server's order stands: what was merged in or said in the chat before has no number here. */
export function load(answer: { ticket: Ticket; events: TimelineEntry[]; seq: number }): Loaded {
  return { ticket: answer.ticket, entries: answer.events, seq: answer.seq };
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

interface Folded { loaded: Loaded; gap: boolean; added: boolean }

/** `gap` says that an entry before this one never arrived: load again. */
export function fold(known: Loaded, push: { event?: TimelineEntry; ticket: Ticket }): Folded {
  const ticket = newer(known.ticket, push.ticket);
  const { event } = push;
  if (!event) return { loaded: { ...known, ticket }, gap: push.ticket.seq > known.seq, added: false };
  const there = known.entries.some((entry) => entry.id === event.id);
  if (there) return { loaded: { ...known, ticket }, gap: false, added: false };
  const later = known.entries.findIndex((entry) => entry.seq > event.seq);
  const at = later < 0 ? known.entries.length : later;
  const entries = withFates([...known.entries.slice(0, at), event, ...known.entries.slice(at)]);
  const gap = event.seq > known.seq + 1;
  const seq = event.seq === known.seq + 1 ? event.seq : known.seq;
  return { loaded: { ticket, entries, seq }, gap, added: true };
}

/** What became of an entry is told by a later one: a reply was sent or taken back, a change was undone. */
function withFates(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const fates = new Map<string, Partial<TimelineEntry>>();
  for (const { id, type, data } of entries) {
    if (type === 'reply.sent') fates.set(String(data?.event), { delivery: 'sent' });
    else if (type === 'reply.undone') fates.set(String(data?.event), { delivery: 'undone', undone_by: id });
    else if (typeof data?.undoes === 'string') fates.set(data.undoes, { undone_by: id });
  }
  return entries.map((entry) => {
    const fate = fates.get(entry.id);
    const told = !fate || Object.entries(fate).every(([key, value]) => entry[key as keyof TimelineEntry] === value);
    return told ? entry : { ...entry, ...fate };
  });
}

/** Where a push is not the whole story: entries move between tickets, and only the server knows which. */
export const movesEntries = ({ type }: TimelineEntry): boolean => type.startsWith('merge') || type.startsWith('split');

/** Fields an agent may change in place; an owner is an agent, a team, or nobody. */
export interface Changes {
  subject?: string; status?: TicketStatus; priority?: Priority;
  assignee?: AgentRef | null; team?: Ticket['team']; labels?: Ticket['labels']; category?: string | null;
}

/** One change on its way; several of one field may be, and the last one shows. */
export interface Pending { id: number; changes: Changes }

export function overlay(ticket: Ticket, pending: readonly Pending[]): Ticket {
  return pending.reduce<Ticket>((seen, { changes }) => ({ ...seen, ...changes }), ticket);
}

const FIELDS: (keyof Changes)[] = ['subject', 'status', 'priority', 'assignee', 'team', 'labels', 'category'];

/** Which fields a push changed, so that the screen can point at them briefly. */
export function changedFields(before: Ticket, after: Ticket): (keyof Changes)[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
