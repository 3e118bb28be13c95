// What else this customer has asked for.
import type { Ticket } from '../../../shared_js/wire';
import { api } from '../api';
import { paths } from '../router';
import { store } from '../store';
import { Button, StatusMark, useRemote } from '../ui';
import { otherTickets } from './others_list';

const SHOWN = 10;

/** Nothing while there are none: the first ticket of a customer is the common case. */
export function Others({ ticket }: { ticket: Ticket }) {
  const { id } = ticket.customer;
  const { data, error, reload } = useRemote(() => api.tickets({ status: 'any', customer: id }), [id]);
  const others = otherTickets(ticket, data?.items ?? [], store.tickets.value);
  if (!others.length && !error) return null;
  return (
    <section>
      <h2>Other tickets of this customer</h2>
      <ul class="other-tickets">
        {others.slice(0, SHOWN).map(({ number, status, subject }) => (
          <li key={number}><a href={paths.ticket(number)}><StatusMark value={status} words={false} /><span class="quiet">#{number}</span><span class="truncate" dir="auto">{subject}</span></a></li>
        ))}
        {others.length > SHOWN && <li class="quiet">and {data?.next ? 'many' : others.length - SHOWN} more</li>}
      </ul>
      {error && <p class="quiet">Could not be loaded. <Button size="sm" onClick={() => void reload()}>Try again</Button></p>}
    </section>
  );
}
