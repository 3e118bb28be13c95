/** A customer's other tickets, the newest first, each as the newest that is known of it. Pure. */
import type { Ticket } from '../../../shared_js/wire';

export function otherTickets(ticket: Ticket, fetched: readonly Ticket[], live: ReadonlyMap<number, Ticket>): Ticket[] {
  const found = new Map(fetched.map((other) => [other.number, other]));
  for (const other of live.values()) {
    const known = found.get(other.number);
    if (other.customer.id === ticket.customer.id && (!known || known.seq <= other.seq)) found.set(other.number, other);
  }
  return [...found.values()].filter((other) => other.number !== ticket.number).sort((a, b) => b.number - a.number);
}
