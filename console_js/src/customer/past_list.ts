/** A customer's tickets, the newest first, each as the newest that is known of it. Pure. */
import type { Ticket } from '../../../shared_js/wire';

/** `live`: what was pushed since; `but`: the ticket one is in. */
export function pastTickets(customer: string, fetched: readonly Ticket[], live: ReadonlyMap<number, Ticket>,
  but?: number): Ticket[] {
  const found = new Map(fetched.map((ticket) => [ticket.number, ticket]));
  for (const ticket of live.values()) {
    const known = found.get(ticket.number);
    const theirs = known !== undefined || ticket.customer.id === customer;
    if (theirs && (!known || known.seq <= ticket.seq)) found.set(ticket.number, ticket);
  }
  return [...found.values()].filter(({ number }) => number !== but).sort((a, b) => b.number - a.number);
}
