/** Which changes of a ticket are worth offering, and what they bring along. The server has the last word. Pure. */
import type { AgentRef, Ticket, TicketStatus } from '../../../shared_js/wire';
import type { Changes } from './state';

/** As server/tickets/workflow.py: what an agent may set by hand. */
const BY_HAND: Record<TicketStatus, TicketStatus[]> = {
  open: ['in_progress', 'waiting', 'resolved'],
  in_progress: ['waiting', 'resolved'],
  waiting: ['open', 'in_progress', 'resolved', 'closed'],
  resolved: ['open', 'in_progress', 'waiting', 'closed'],
  closed: [],
};

export function mayBecome(ticket: Pick<Ticket, 'status' | 'assignee'>, to: TicketStatus): boolean {
  return BY_HAND[ticket.status].includes(to) && !(to === 'open' && ticket.assignee);
}

/** Work without an owner has one as soon as somebody says that it is in progress. */
export function withStatus(ticket: Ticket, status: TicketStatus, me: AgentRef): Changes {
  return status === 'in_progress' && !ticket.assignee ? { status, assignee: me } : { status };
}

export function withOwner(ticket: Ticket, assignee: AgentRef | null): Changes {
  if (assignee) return ticket.status === 'open' ? { assignee, status: 'in_progress' } : { assignee };
  return ticket.status === 'in_progress' ? { assignee, status: 'open' } : { assignee };
}
