// A ticket in a list of choices: state, number, subject, whose it is, and one thing more to say of it.
import type { Ticket } from '../../../shared_js/wire';
import { customerName } from '../store/visitor';
import { StatusMark } from '../ui';

export const TicketWords = ({ ticket, more }: { ticket: Ticket; more: string }) => (
  <span class="merge-words"><span class="merge-subject"><StatusMark value={ticket.status} words={false} /><span
    class="quiet">#{ticket.number}</span><b class="truncate" dir="auto">{ticket.subject}</b></span>
    <small class="truncate"><bdi>{customerName(ticket)}</bdi> · {more}</small></span>
);
