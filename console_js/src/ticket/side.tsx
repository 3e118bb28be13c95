// Beside the timeline: who the customer is, where they wrote from, and what happened in the chat.
import { useEffect, useMemo } from 'preact/hooks';
import { computed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Ticket, VisitorDetails } from '../../../shared_js/wire';
import { dateAndTime, timeOfDay } from '../../../shared_js/time';
import { Notes } from '../customer/notes';
import { Person, PersonSkeleton, useCustomer } from '../customer/panel';
import { PastChats, PastTickets, Visited } from '../customer/past';
import { bareAddress, webAddress } from '../customer/patch';
import { useAfterMerges } from '../customer/state';
import { languageName } from '../inbox/language';
import { paths } from '../router';
import { store } from '../store';
import { customerName, isUnnamed } from '../store/visitor';
import { Avatar, Badge, Button, ChatIcon, ClockIcon, DeviceIcon, everyHalfMinute, GlobeIcon, type Icon, LanguageIcon,
  LinkIcon, LockIcon, PageIcon, SplitIcon, Time } from '../ui';

const MOST_PAST = 5;

interface SideProps { ticket: Ticket; showTranscript: () => void; onCustomer: () => void }

/** `onCustomer`: who the customer is has changed. */
export function Side({ ticket, showTranscript, onCustomer }: SideProps) {
  return (
    <aside class="ticket-side" aria-label="Customer and chat">
      <Customer ticket={ticket} onChange={onCustomer} />
      {ticket.visitor && <Visitor visitor={ticket.visitor} />}
      {ticket.chat && <ChatPart ticket={ticket} showTranscript={showTranscript} />}
      <section aria-label="Ticket">
        <h2>Ticket</h2>
        <dl class="ticket-facts">
          <Fact icon={ClockIcon} label="Created"><span class="quiet">Created</span> <Time
            value={ticket.created_at} sentence /></Fact>
          <Fact icon={ClockIcon} label="Last change"><span class="quiet">Last change</span> <Time
            value={ticket.updated_at} sentence /></Fact>
          {ticket.follows && <Fact icon={LinkIcon} label="Follow-up of"><span class="quiet">Follow-up of</span> <a
            href={paths.ticket(ticket.follows)}>#{ticket.follows}</a></Fact>}
          {ticket.split_from && <Fact icon={SplitIcon} label="Split from"><span class="quiet">Split from</span> <a
            href={paths.ticket(ticket.split_from)}>#{ticket.split_from}</a></Fact>}
        </dl>
      </section>
    </aside>
  );
}

const Fact = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children: ComponentChildren }) => (
  <div class="ticket-fact"><dt><Glyph size={14} /><span class="sr-only">{label}</span></dt><dd title={label}>{children}
    </dd></div>
);

function Customer({ ticket, onChange }: { ticket: Ticket; onChange: () => void }) {
  const record = useCustomer(ticket.customer.id);
  const customer = record.customer.value;
  const { visitor } = ticket;
  useEffect(() => { if (record.saved.value) onChange(); }, [record.saved.value]);
  useAfterMerges(onChange);
  if (record.state.value === 'loading') return <PersonSkeleton />;
  if (!customer) return <Unloaded ticket={ticket} trouble={record.trouble.value} onRetry={() => void record.load()} />;
  const badge = visitor && <Badge tone={visitor.identified ? 'good' : 'plain'} title={visitor.identified
    ? 'The website vouched for this person' : 'Name and address as the visitor gave them'}>
    {visitor.identified ? 'Identified' : 'Not verified'}</Badge>;
  return (
    <>
      <Person record={record} customer={customer} badge={badge} />
      <Notes record={record} customer={customer} />
      <PastTickets customer={customer} but={ticket} most={MOST_PAST} />
      <PastChats customer={customer} but={ticket.chat} most={MOST_PAST} />
      <Visited pages={customer.pages ?? []} />
    </>
  );
}

/** What the ticket itself knows of them still stands. */
const Unloaded = ({ ticket, trouble, onRetry }: { ticket: Ticket; trouble: string; onRetry: () => void }) => (
  <section class="person-card" aria-label="Customer">
    <div class="person-head"><Avatar name={customerName(ticket)} size={36} /><div><strong dir="auto">
      {customerName(ticket)}</strong>{ticket.customer.email && <a href={`mailto:${ticket.customer.email}`}>
      {ticket.customer.email}</a>}</div></div>
    <p class="quiet" role="alert">{trouble} <Button size="sm" onClick={onRetry}>Try again</Button></p>
  </section>
);

function localTime(zone: string) {
  try {
    return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone: zone });
  } catch {
    return null;
  }
}

function Visitor({ visitor }: { visitor: VisitorDetails }) {
  const { page } = visitor;
  const clock = useMemo(() => {
    const format = visitor.time_zone ? localTime(visitor.time_zone) : null;
    return format ? computed(() => format.format(everyHalfMinute.value)) : null;
  }, [visitor.time_zone]);
  return (
    <section aria-label="Visitor">
      <h2>Visitor</h2>
      <dl class="ticket-facts">
        {page && <Fact icon={PageIcon} label="Page when the ticket was made"><a href={webAddress(page.url)}
          target="_blank" rel="noopener noreferrer nofollow" title={page.url} dir="auto">
          {page.title || bareAddress(page.url)}</a></Fact>}
        <Fact icon={DeviceIcon} label="Browser">{[visitor.browser, visitor.os].filter(Boolean).join(' on ')
          || 'Unknown'}</Fact>
        {visitor.language && <Fact icon={LanguageIcon} label="Language">{languageName(visitor.language)}</Fact>}
        {clock && <Fact icon={GlobeIcon} label="Local time">{clock} <span class="quiet">
          {visitor.time_zone.replaceAll('_', ' ')}</span></Fact>}
        <Fact icon={ClockIcon} label="First seen"><span class="quiet">First seen</span> <Time
          value={visitor.first_seen} sentence /></Fact>
      </dl>
    </section>
  );
}

function ChatPart({ ticket, showTranscript }: { ticket: Ticket; showTranscript: () => void }) {
  const chat = store.chats.value.get(ticket.chat!);
  const running = chat?.status === 'active' || chat?.status === 'waiting';
  const lines = ticket.transcript?.length ?? 0;
  return (
    <section aria-label="Chat">
      <h2>Chat</h2>
      <p class="chat-links">
        <a href={paths.chat(ticket.chat!)}><ChatIcon size={14} />{running ? 'Still going: go to chat'
          : 'Open the chat'}</a>
        {lines > 0 && <button type="button" class="link" onClick={showTranscript}>Transcript,
          as it was when the ticket was made ({lines})</button>}
      </p>
      {ticket.chat_timeline && ticket.chat_timeline.length > 0 && (
        <ol class="chat-timeline">
          {ticket.chat_timeline.map((step) => (
            <li key={step.seq}>
              <span><bdi>{isUnnamed(step.actor) ? customerName(ticket) : step.actor.name}</bdi>
                {' '}{step.type === 'note' ? <>wrote a private note <LockIcon size={12} /></> : <bdi>{step.text}</bdi>}
                  </span>
              <time dateTime={step.at} title={dateAndTime(step.at)}>{timeOfDay(step.at)}</time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
