// What this visitor had before: earlier chats and tickets.
import { useEffect, useState } from 'preact/hooks';
import type { Chat, Ticket } from '../../../shared_js/wire';
import { api, request, type Page } from '../api';
import { paths } from '../router';
import { connection } from '../store';
import { Button, ChatIcon, Skeleton, StatusMark, TicketIcon, Time } from '../ui';

interface Past { chats: Chat[]; tickets: Ticket[] }

async function fetchPast(chat: Chat, signal: AbortSignal): Promise<Past> {
  const { id, email } = chat.visitor;
  const [chats, tickets] = await Promise.all([
    request<Page<Chat>>('GET', 'chats', undefined, { query: { status: 'any', visitor: id }, signal }),
    email ? api.tickets({ status: 'any', q: email }, signal) : api.tickets({ status: 'any', visitor: id }, signal),
  ]);
  return {
    chats: chats.items.filter((other) => other.id !== chat.id && other.visitor.id === id),
    tickets: tickets.items.filter((ticket) => ticket.number !== chat.ticket && (!email || ticket.customer.email === email)),
  };
}

export function History({ chat }: { chat: Chat }) {
  const [past, setPast] = useState<Past | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setFailed(false);
    fetchPast(chat, stop.signal).then(setPast, () => { if (!stop.signal.aborted) setFailed(true); });
    return () => stop.abort();
  }, [chat.id, chat.visitor.email, chat.ticket, turn]);
  const online = connection.state.value === 'online';
  useEffect(() => { if (online && failed) setTurn(turn + 1); }, [online]);
  return (
    <section class="context-part">
      <h3><TicketIcon size={14} />Before this</h3>
      {failed ? <p class="quiet">Could not be loaded. <Button size="sm" onClick={() => setTurn(turn + 1)}>Try again</Button></p> : past
        ? <Lines past={past} /> : <><Skeleton width="80%" /><Skeleton width="60%" /></>}
    </section>
  );
}

function Lines({ past: { chats, tickets } }: { past: Past }) {
  if (!chats.length && !tickets.length) return <p class="quiet">Nothing: a first contact.</p>;
  return (
    <ul class="past">
      {tickets.map((ticket) => (
        <li key={ticket.number}><a href={paths.ticket(ticket.number)}><StatusMark value={ticket.status} words={false} />
          <span class="row-number">#{ticket.number}</span><bdi class="truncate" dir="auto">{ticket.subject}</bdi></a>
            <Time value={ticket.updated_at} /></li>
      ))}
      {chats.map((other) => (
        <li key={other.id}><a href={paths.chat(other.id)}><ChatIcon size={14} /><bdi class="truncate" dir="auto">{other.last.text}</bdi></a>
          <Time value={other.created_at} /></li>
      ))}
    </ul>
  );
}
