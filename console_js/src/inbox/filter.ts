// Which part of the queue the list shows. Pure.
import type { Chat, Ticket, TicketStatus } from '../../../shared_js/wire';
import type { Queue } from '../store/board';

export type Tab = 'all' | 'waiting' | 'mine' | 'teams' | 'tickets';
/** 'unclosed' is the live queue; closed ones are asked for when wanted. */
export type StatusFilter = 'unclosed' | TicketStatus;

export function show(queue: Queue, tab: Tab, status: StatusFilter, me: string, teams: readonly string[] = []): Queue {
  const mine = (ticket: Ticket) => ticket.assignee?.id === me;
  const ours = ({ team }: Chat | Ticket) => team !== null && teams.includes(team.id);
  const tickets = queue.tickets.filter((ticket) => status === 'unclosed' || ticket.status === status);
  switch (tab) {
    case 'waiting': return { ...queue, mine: [], others: [], tickets: [] };
    case 'mine': return { waiting: [], mine: queue.mine, others: [], tickets: queue.tickets.filter(mine) };
    case 'teams': return { waiting: queue.waiting.filter(ours), mine: [], others: [], tickets: queue.tickets.filter(ours) };
    case 'tickets': return { waiting: [], mine: [], others: [], tickets };
    default: return queue;
  }
}

/** A clock that has run out, if the ticket carries clocks. */
export function overdue(ticket: Pick<Ticket, 'sla'>): boolean {
  return Object.values(ticket.sla ?? {}).some((clock) => (clock as { state?: string } | null)?.state === 'overdue');
}

/** How long somebody may wait before the row asks for attention, and then shouts. */
export function patience(waitedMs: number): 'fine' | 'long' | 'too_long' {
  return waitedMs < 60_000 ? 'fine' : waitedMs < 180_000 ? 'long' : 'too_long';
}
