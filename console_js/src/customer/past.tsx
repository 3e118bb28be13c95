// What a customer has had to do with us: tickets, chats, the pages they looked at.
import { useEffect, useState } from 'preact/hooks';
import type { Chat, Customer, Page, Ticket } from '../../../shared_js/wire';
import { api, type Page as Batch } from '../api';
import { paths } from '../router';
import { store } from '../store';
import { Button, ChatIcon, Skeleton, StatusMark, Time } from '../ui';
import { counted } from '../ui/words';
import { bareAddress, webAddress } from './patch';
import { pastTickets } from './past_list';

interface Batches<T> { items: T[]; more: (() => void) | null; failed: boolean; loading: boolean; again: () => void }

/** Page after page, as one asks for more. */
function useBatches<T>(load: (cursor?: string) => Promise<Batch<T>>, id: string): Batches<T> {
  const [known, setKnown] = useState<{ id: string; items: T[]; next: string | null } | null>(null);
  const [failed, setFailed] = useState(false);
  const now = known?.id === id ? known : null;
  const fetch = (cursor?: string) => {
    setFailed(false);
    load(cursor).then(
      ({ items, next }) => setKnown((before) => (
        { id, next, items: cursor && before?.id === id ? [...before.items, ...items] : items })),
      () => setFailed(true),
    );
  };
  useEffect(() => fetch(), [id]);
  return {
    items: now?.items ?? [], loading: !now && !failed, failed,
    again: () => fetch(now?.next ?? undefined), more: now?.next ? () => fetch(now.next!) : null,
  };
}

interface PastProps {
  customer: Customer;
  /** The ticket one is in. */
  but?: Ticket | undefined;
  /** So many of each, and the rest in the customer's own screen. */
  most?: number;
}

export function PastTickets({ customer, but, most }: PastProps) {
  const tickets = useBatches((cursor) => api.customerTickets(customer.id, cursor), customer.id);
  const shown = pastTickets(customer.id, tickets.items, store.tickets.value, but?.number);
  const total = (customer.counts?.tickets ?? shown.length) - (but ? 1 : 0);
  const open = (customer.counts?.open ?? 0) - (but && but.status !== 'closed' ? 1 : 0);
  return (
    <Past title={but ? 'Other tickets' : 'Tickets'} batches={tickets} total={total} most={most} customer={customer}
      note={open > 0 ? `${open} not closed` : ''} nothing="No tickets yet.">
      {shown.slice(0, most).map((ticket) => <TicketLine key={ticket.number} ticket={ticket} />)}
    </Past>
  );
}

export function PastChats({ customer, but, most }: Omit<PastProps, 'but'> & { but?: string | null }) {
  const chats = useBatches((cursor) => api.customerChats(customer.id, cursor), customer.id);
  const shown = chats.items.filter(({ id }) => id !== but);
  const total = (customer.counts?.chats ?? shown.length) - (but ? 1 : 0);
  return (
    <Past title={but ? 'Other chats' : 'Chats'} batches={chats} total={total} most={most} customer={customer} note=""
      nothing="No chats yet.">
      {shown.slice(0, most).map((chat) => <ChatLine key={chat.id} chat={chat} />)}
    </Past>
  );
}

interface ListProps {
  title: string; note: string; nothing: string; total: number; most: number | undefined; customer: Customer;
  batches: Pick<Batches<unknown>, 'more' | 'failed' | 'loading' | 'again'>; children: preact.JSX.Element[];
}

function Past({ title, note, nothing, total, most, customer, batches, children }: ListProps) {
  const beside = most !== undefined;
  const rest = beside && total > children.length;
  // Beside something else, the first of its kind is the common case and worth no line.
  if (beside && !children.length && !batches.failed && (!batches.loading || total <= 0)) return null;
  return (
    <section aria-label={title}>
      <h2>{title}{total > 0 && <span class="past-count">{total}</span>}
        {note && <span class="past-note">{note}</span>}</h2>
      {batches.loading ? <p><Skeleton width="85%" /><Skeleton width="70%" /></p>
        : children.length > 0 ? <ul class="past-list">{children}</ul> : !batches.failed && <p class="quiet">{nothing}
          </p>}
      {batches.failed && <p class="quiet">Could not be loaded. <Button size="sm"
        onClick={batches.again}>Try again</Button></p>}
      {rest && !batches.loading && <a class="past-all" href={paths.customer(customer.id)}>Show all {total}</a>}
      {!beside && batches.more && <Button size="sm" onClick={batches.more}>Show more</Button>}
    </section>
  );
}

const TicketLine = ({ ticket: { number, status, subject, updated_at, merged_into } }: { ticket: Ticket }) => (
  <li><a href={paths.ticket(number)}><StatusMark value={status} words={false} /><span class="quiet">#{number}</span>
    <span class="truncate" dir="auto">{subject}</span></a>
    {merged_into ? <small>in #{merged_into}</small> : <Time value={updated_at} />}</li>
);

const ChatLine = ({ chat }: { chat: Chat }) => (
  <li><a href={paths.chat(chat.id)}><ChatIcon size={14} /><span class="truncate" dir="auto">{chat.last.text}</span></a>
    <Time value={chat.created_at} /></li>
);

/** Newest first; a reload is the same page again. */
export function Visited({ pages }: { pages: readonly Page[] }) {
  const seen = pages.filter((page, index) => page.url !== pages[index + 1]?.url).reverse();
  if (!seen.length) return null;
  return (
    <section aria-label="Pages visited">
      <details class="past-pages"><summary>{counted(seen.length, 'page')} visited</summary>
        <ul class="past-list">{seen.map((page, index) => (
          <li key={index}><a href={webAddress(page.url)} target="_blank" rel="noopener noreferrer nofollow"
            title={page.url}><span class="truncate" dir="auto">{page.title || bareAddress(page.url)}</span></a>
            {page.at && <Time value={page.at} />}</li>
        ))}</ul>
      </details>
    </section>
  );
}
