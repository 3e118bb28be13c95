// One ticket in the queue. Urgent and overdue carry a shape and a word beside their colour.
import type { Ticket } from '../../../shared_js/wire';
import { paths } from '../router';
import { Avatar, Badge, ClockIcon, PriorityMark, StatusMark, TeamIcon, Time } from '../ui';
import { pictureOf } from '../store/faces';
import { customerName } from '../store/visitor';
import { memo } from '../ui/memo';
import { overdue } from './filter';

function Owner({ ticket }: { ticket: Ticket }) {
  if (ticket.assignee) {
    return <span class="row-owner" title={`Owner: ${ticket.assignee.name}`}><Avatar name={ticket.assignee.name}
      picture={pictureOf(ticket.assignee)} size={20} /><span class="sr-only">Owner: {ticket.assignee.name}</span></span>;
  }
  if (ticket.team) return <span class="row-owner" title={`Team: ${ticket.team.name}`}><TeamIcon size={14} />
    <span class="truncate">{ticket.team.name}</span></span>;
  return <span class="row-owner none">No owner</span>;
}

export const TicketRow = memo(function TicketRow({ ticket, current }: { ticket: Ticket; current: boolean }) {
  const late = overdue(ticket);
  const urgent = ticket.priority === 'urgent' && ticket.status !== 'resolved' && ticket.status !== 'closed';
  return (
    <li class="row ticket" data-current={current ? 'here' : undefined} data-urgent={urgent || undefined} data-overdue={late || undefined}>
      <a class="row-link" data-row data-ticket={ticket.number} href={paths.ticket(ticket.number)}
        aria-current={current ? 'true' : undefined}>
        <span class="row-priority"><PriorityMark value={ticket.priority} /></span>
        <span class="row-body">
          <span class="row-line">
            <strong class="row-name" dir="auto">{ticket.subject}</strong>
            <span class="row-when"><Time value={ticket.updated_at} /></span>
          </span>
          <span class="row-line">
            <span class="row-number">#{ticket.number}</span>
            <StatusMark value={ticket.status} />
            {urgent && <Badge tone="bad">Urgent</Badge>}
            {late && <Badge tone="bad" icon={ClockIcon}>Overdue</Badge>}
            <span class="row-text" dir="auto">{customerName(ticket)}</span>
            <Owner ticket={ticket} />
          </span>
        </span>
      </a>
    </li>
  );
});
