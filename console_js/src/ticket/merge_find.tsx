// Tickets that may belong together with this one: likely doubles with the reason, or found by number and words.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Duplicate, Ticket } from '../../../shared_js/wire';
import { api } from '../api';
import { Button, PlusIcon, SearchIcon, Skeleton, useRemote } from '../ui';
import { customerName } from '../store/visitor';
import { TicketWords } from './ticket_words';
import '../customer/find.css';

const PAUSE_MS = 180;
const MOST_FOUND = 8;

interface CandidatesProps { ticket: Ticket; chosen: readonly Ticket[]; onAdd: (ticket: Ticket) => void }

export function Candidates({ ticket, chosen, onAdd }: CandidatesProps) {
  const [typed, setTyped] = useState('');
  const { data, error, reload } = useRemote(async () => (await api.duplicates(ticket.number)).items, [ticket.number]);
  const taken = new Set(chosen.map(({ number }) => number));
  const words = typed.trim();
  const field = useRef<HTMLInputElement>(null);
  // The dialog was there before there was anything to type into.
  useLayoutEffect(() => field.current!.focus(), []);
  const add = (found: Ticket) => {
    onAdd(found);
    setTyped('');
    // The row that was pressed goes away.
    field.current!.focus();
  };
  return (
    <section class="merge-candidates" aria-label="Other tickets">
      <label class="find-field"><SearchIcon size={14} /><input ref={field} class="input" type="search" dir="auto"
        aria-label="Find a ticket" placeholder="Number, or words" value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault(); }} /></label>
      {words ? <Found words={words} ticket={ticket} taken={taken} onAdd={add} />
        : error ? <p class="quiet">Suggestions could not be loaded. <Button size="sm"
          onClick={() => void reload()}>Try again</Button></p>
        : data ? <Suggested found={data.filter((one) => !taken.has(one.ticket.number))} onAdd={add} /> : <Skeleton
          height="44px" />}
    </section>
  );
}

function Suggested({ found, onAdd }: { found: readonly Duplicate[]; onAdd: (ticket: Ticket) => void }) {
  if (!found.length) return <p class="quiet">No likely doubles of the same customer.</p>;
  return (
    <>
      <h3>Likely the same</h3>
      <ul>{found.map(({ ticket, reason }) => <Addable key={ticket.number} ticket={ticket} more={reason}
        onAdd={onAdd} />)}</ul>
    </>
  );
}

/** A number is that very ticket; else tickets with the words, those of the same customer first. */
function useTickets(words: string, customer: string) {
  const [found, setFound] = useState<{ words: string; tickets: readonly Ticket[]; failed: boolean } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const number = /^#?(\d{1,12})$/.exec(words)?.[1];
    const load = async () => (number ? [await api.ticket(Number(number))] : (await api.tickets({ q: words,
      status: 'any' }, stop.signal)).items);
    const timer = setTimeout(() => {
      load().then(
        (tickets) => { if (!stop.signal.aborted) setFound({ words, failed: false, tickets: [...tickets].sort((a,
          b) => Number(b.customer.id === customer) - Number(a.customer.id === customer)) }); },
        () => { if (!stop.signal.aborted) setFound({ words, tickets: [], failed: !number }); },
      );
    }, PAUSE_MS);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [words, customer]);
  return found;
}

function Found({ words, ticket, taken, onAdd }: { words: string; ticket: Ticket; taken: ReadonlySet<number>;
  onAdd: (ticket: Ticket) => void }) {
  const found = useTickets(words, ticket.customer.id);
  if (!found) return <Skeleton height="44px" />;
  const shown = found.tickets.filter(({ number, merged_into }) => !taken.has(number)
    && merged_into === undefined).slice(0, MOST_FOUND);
  if (!shown.length) return <p class="quiet" role="status">{found.failed ? 'The search did not work. Try again.'
    : 'No other ticket is found by this.'}</p>;
  return (
    <ul>{shown.map((other) => (
      <Addable key={other.number} ticket={other} onAdd={onAdd} more={other.customer.id === ticket.customer.id
        ? 'the same customer' : `not of ${customerName(ticket)}`} />
    ))}</ul>
  );
}

const Addable = ({ ticket, more, onAdd }: { ticket: Ticket; more: string; onAdd: (ticket: Ticket) => void }) => (
  <li><button type="button" class="merge-add" onClick={() => onAdd(ticket)}>
    <PlusIcon size={14} /><span class="sr-only">Add</span><TicketWords ticket={ticket} more={more} /></button></li>
);
