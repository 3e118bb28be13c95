// One ticket in the column beside chats and tickets. Urgent and overdue carry a shape and a word beside their colour.
import type { Ticket } from '../../../shared_js/wire';
import { paths } from '../router';
import { customerName } from '../store/visitor';
import { DraftMark } from '../ticket/draft_mark';
import { isDone } from '../tickets/fit';
import { Faces, isUrgent, LateMark, Owner, UrgentMark, useLate } from '../tickets/parts';
import { PriorityMark, Skeleton, StatusMark, Time } from '../ui';
import { memo } from '../ui/memo';

interface Props { ticket: Ticket; current: boolean; gone: boolean }

export const TicketRow = memo(function TicketRow({ ticket, current, gone }: Props) {
  const late = useLate(ticket);
  const urgent = isUrgent(ticket);
  return (
    <li class="row ticket" data-current={current ? 'here' : undefined} data-urgent={urgent || undefined}
      data-overdue={late || undefined} data-gone={gone || undefined}>
      <a class="row-link" data-row data-ticket={ticket.number} href={paths.ticket(ticket.number)}
        aria-current={current ? 'true' : undefined}>
        <span class="row-priority"><PriorityMark value={ticket.priority} quiet={isDone(ticket)} /></span>
        <span class="row-body">
          <span class="row-line">
            <strong class="row-name" dir="auto">{ticket.subject}</strong>
            <Faces number={ticket.number} />
            <span class="row-when"><Time value={ticket.updated_at} /></span>
          </span>
          <span class="row-line">
            <span class="row-number">#{ticket.number}</span>
            <StatusMark value={ticket.status} />
            {urgent && <UrgentMark />}
            {late && <LateMark />}
            <DraftMark number={ticket.number} />
            <span class="row-text" dir="auto">{customerName(ticket)}</span>
            <Owner ticket={ticket} />
          </span>
        </span>
      </a>
    </li>
  );
});

export const TicketGhost = () => (
  <li class="row ticket ghost" aria-hidden="true"><div class="row-link">
    <span class="row-priority"><Skeleton width="14px" height="14px" /></span>
    <span class="row-body"><span class="row-line"><Skeleton width="64%" height="12px" /></span><span class="row-line">
      <Skeleton width="86%" height="11px" /></span></span>
  </div></li>
);
