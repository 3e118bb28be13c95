// The rows of the search box: what was searched before, what may be typed, and what was found.
import type { Customer, Ticket } from '../../../shared_js/wire';
import { paths } from '../router';
import { customerName } from '../store/visitor';
import { isDone } from '../tickets/fit';
import { Avatar, ClockIcon, PaperclipIcon, ChatIcon, ForwardIcon, type Icon, LockIcon, PersonIcon, PriorityMark, ReplyIcon, StatusMark, Time } from '../ui';
import { cut, type Suggestion } from './operators';
import type { Found, Hit } from './state';

export type Row =
  | { kind: 'recent'; id: string; query: string }
  | { kind: 'suggestion'; id: string; suggestion: Suggestion }
  | { kind: 'customer'; id: string; path: string; customer: Customer }
  | { kind: 'ticket'; id: string; path: string; ticket: Ticket; hits: Hit[] };

const HEADS: Record<Row['kind'], string> = { recent: 'Searched before', suggestion: 'Narrow it down', customer: 'Customers', ticket: 'Tickets' };

export function rowsOf({ items, customers = [] }: Found, query: string): Row[] {
  return [
    ...items.map(({ ticket, hits }): Row => ({ kind: 'ticket', id: `t ${ticket.number} ${query}`, path: pathOf(ticket, hits), ticket, hits })),
    ...customers.map((customer): Row => ({ kind: 'customer', id: `c ${customer.id}`, path: `/customers/${encodeURIComponent(customer.id)}`, customer })),
  ];
}

/** To the first entry in which the words stand, else to the ticket. */
function pathOf(ticket: Ticket, hits: Hit[]): string {
  const entry = hits.find((hit) => hit.entry)?.entry;
  return paths.ticket(ticket.number) + (entry ? `#entry-${encodeURIComponent(entry)}` : '');
}

interface RowProps { row: Row; index: number; chosen: boolean; heading: boolean; onRun: (row: Row) => void; onHover: (index: number) => void }

export function ResultRow({ row, index, chosen, heading, onRun, onHover }: RowProps) {
  return (
    <>
      {heading && <li class="palette-group" role="presentation">{HEADS[row.kind]}</li>}
      <li id={`search-${index}`} class={`search-row search-row-${row.kind}`} role="option" aria-selected={chosen} onClick={() => onRun(row)}
        onPointerMove={() => { if (!chosen) onHover(index); }}>
        <Inside row={row} />
      </li>
    </>
  );
}

function Inside({ row }: { row: Row }) {
  switch (row.kind) {
    case 'recent': return <><span class="palette-lead"><ClockIcon /></span><span class="search-name" dir="auto">{row.query}</span></>;
    case 'suggestion': return <><span class="palette-lead"><ForwardIcon /></span><code>{row.suggestion.insert.trim()}</code>
      <span class="palette-hint">{row.suggestion.said}</span></>;
    case 'customer': return <><span class="palette-lead"><Avatar name={row.customer.name || row.customer.emails[0] || '?'} size={20} /></span>
      <span class="search-name" dir="auto">{row.customer.name || row.customer.emails[0]}</span>
      <span class="palette-hint">{[row.customer.emails[0], row.customer.company].filter(Boolean).join(' · ')}</span></>;
    default: return <TicketFound ticket={row.ticket} hits={row.hits} />;
  }
}

const MOST_HITS = 3;
const WHERE: Partial<Record<Hit['where'], { icon: Icon; said: string }>> = {
  message: { icon: ChatIcon, said: 'Message' }, reply: { icon: ReplyIcon, said: 'Reply' }, note: { icon: LockIcon, said: 'Private note' },
  customer: { icon: PersonIcon, said: 'Customer' }, file: { icon: PaperclipIcon, said: 'File' },
};

function TicketFound({ ticket, hits }: { ticket: Ticket; hits: Hit[] }) {
  const subject = hits.find(({ where }) => where === 'subject');
  const others = hits.filter(({ where }) => WHERE[where]).slice(0, MOST_HITS);
  return (
    <>
      <span class="palette-lead"><PriorityMark value={ticket.priority} quiet={isDone(ticket)} /></span>
      <span class="search-ticket">
        <span class="search-head">
          <span class="row-number">#{ticket.number}</span>
          <strong class="search-name" dir="auto">{subject ? <Marked hit={subject} /> : ticket.subject}</strong>
          <StatusMark value={ticket.status} /><Time value={ticket.updated_at} />
        </span>
        {others.map((hit, index) => {
          const { icon: Glyph, said } = WHERE[hit.where]!;
          return <span key={index} class={`search-hit in-${hit.where}`}><Glyph size={12} /><span class="sr-only">{said}: </span>
            <span dir="auto" class="truncate"><Marked hit={hit} /></span></span>;
        })}
        {!others.length && <span class="search-hit"><PersonIcon size={12} /><span dir="auto" class="truncate">{customerName(ticket)}</span></span>}
      </span>
    </>
  );
}

const Marked = ({ hit }: { hit: Hit }) => (
  <>{cut(hit.text, hit.marks).map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</>
);
