// Closed tickets are not part of the live queue: they are asked for page by page when wanted.
import { useEffect, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { api } from '../api';
import { route } from '../router';
import { Button, EmptyState, ErrorState, TicketIcon } from '../ui';
import { QueueSkeleton } from './skeleton';
import { TicketRow } from './ticket_row';

interface Pages { items: Ticket[]; next: string | null }

export function ClosedTickets() {
  const [pages, setPages] = useState<Pages | null>(null);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const more = async () => {
    setBusy(true);
    setError('');
    try {
      const page = await api.tickets({ status: 'closed', ...(pages?.next && { cursor: pages.next }) });
      setPages({ items: [...(pages?.items ?? []), ...page.items], next: page.next });
    } catch (reason) {
      setError((reason as Error).message);
    }
    setBusy(false);
  };
  useEffect(() => void more(), []);
  if (error && !pages) return <ErrorState title="Closed tickets could not be loaded" onRetry={() => void more()}>{error}</ErrorState>;
  if (!pages) return <QueueSkeleton />;
  if (!pages.items.length) return <EmptyState icon={TicketIcon}
    title="No closed tickets">Tickets that are complete end up here.</EmptyState>;
  const at = route.value;
  return (
    <>
      <ul class="rows">{pages.items.map((ticket) => <TicketRow key={ticket.number} ticket={ticket}
        current={at.name === 'ticket' && at.number === ticket.number} />)}</ul>
      {pages.next && <div class="list-more"><Button size="sm" busy={busy} onClick={() => void more()}>Show more</Button></div>}
    </>
  );
}
