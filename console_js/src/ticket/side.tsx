// Beside the timeline: who the customer is, where they wrote from, and what happened in the chat.
import { useMemo } from 'preact/hooks';
import { computed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Ticket, VisitorDetails } from '../../../shared_js/wire';
import { dateAndTime, timeOfDay } from '../../../shared_js/time';
import { languageName } from '../inbox/language';
import { paths } from '../router';
import { store } from '../store';
import { customerName, isUnnamed } from '../store/visitor';
import { Avatar, Badge, ChatIcon, ClockIcon, DeviceIcon, everyHalfMinute, GlobeIcon, type Icon, LanguageIcon, LinkIcon, LockIcon, MailIcon, PageIcon, Time } from '../ui';
import { Others } from './others';

export function Side({ ticket, showTranscript }: { ticket: Ticket; showTranscript: () => void }) {
  return (
    <aside class="ticket-side" aria-label="Customer and chat">
      <Customer ticket={ticket} />
      {ticket.visitor && <Visitor visitor={ticket.visitor} />}
      {ticket.chat && <ChatPart ticket={ticket} showTranscript={showTranscript} />}
      <Others key={ticket.number} ticket={ticket} />
      <section>
        <h2>Ticket</h2>
        <dl class="ticket-facts">
          <Fact icon={ClockIcon} label="Created"><span class="quiet">Created</span> <Time value={ticket.created_at} sentence /></Fact>
          <Fact icon={ClockIcon} label="Last change"><span class="quiet">Last change</span> <Time value={ticket.updated_at} sentence /></Fact>
          {ticket.follows && <Fact icon={LinkIcon} label="Follow-up of"><span class="quiet">Follow-up of</span> <a href={paths.ticket(ticket.follows)}>#{ticket.follows}</a></Fact>}
          {ticket.category && <Fact icon={PageIcon} label="Category">{ticket.category}</Fact>}
        </dl>
      </section>
    </aside>
  );
}

const Fact = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children: ComponentChildren }) => (
  <div class="ticket-fact"><dt><Glyph size={14} /><span class="sr-only">{label}</span></dt><dd title={label}>{children}</dd></div>
);

function Customer({ ticket }: { ticket: Ticket }) {
  const { customer: { email }, visitor } = ticket;
  const name = customerName(ticket);
  return (
    <section>
      <h2>Customer</h2>
      <div class="customer">
        <Avatar name={name} size={36} />
        <div>
          <strong dir="auto">{name}</strong>
          {visitor && <Badge tone={visitor.identified ? 'good' : 'plain'} title={visitor.identified ? 'The website vouched for this person' : 'Name and address as the visitor gave them'}>{visitor.identified ? 'Identified' : 'Not verified'}</Badge>}
        </div>
      </div>
      <dl class="ticket-facts">
        <Fact icon={MailIcon} label="Email">{email ? <a href={`mailto:${email}`}>{email}</a> : <span class="quiet">No email address</span>}</Fact>
      </dl>
    </section>
  );
}

function localTime(zone: string) {
  try {
    return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', timeZone: zone });
  } catch {
    return null;
  }
}

/** Only web addresses become links: the page was reported by the visitor's browser. */
const PageLink = ({ url, title }: { url: string; title: string }) => (
  /^https?:\/\//i.test(url)
    ? <a href={url} target="_blank" rel="noopener noreferrer nofollow" title={url} dir="auto">{title || url}</a>
    : <span title={url} dir="auto">{title || url}</span>
);

function Visitor({ visitor }: { visitor: VisitorDetails }) {
  const clock = useMemo(() => {
    const format = visitor.time_zone ? localTime(visitor.time_zone) : null;
    return format ? computed(() => format.format(everyHalfMinute.value)) : null;
  }, [visitor.time_zone]);
  const before = visitor.pages.filter((page) => page.url !== visitor.page?.url).slice(-6).reverse();
  return (
    <section>
      <h2>Visitor</h2>
      <dl class="ticket-facts">
        {visitor.page && <Fact icon={PageIcon} label="Page when the ticket was made"><PageLink {...visitor.page} /></Fact>}
        <Fact icon={DeviceIcon} label="Browser">{[visitor.browser, visitor.os].filter(Boolean).join(' on ') || 'Unknown'}</Fact>
        {visitor.language && <Fact icon={LanguageIcon} label="Language">{languageName(visitor.language)}</Fact>}
        {clock && <Fact icon={GlobeIcon} label="Local time">{clock} <span class="quiet">{visitor.time_zone.replaceAll('_', ' ')}</span></Fact>}
        <Fact icon={ClockIcon} label="First seen"><span class="quiet">First seen</span> <Time value={visitor.first_seen} sentence /></Fact>
      </dl>
      {before.length > 0 && (
        <details class="visited"><summary>Pages before ({before.length})</summary><ul>{before.map((page, index) => <li key={index} class="truncate"><PageLink {...page} /></li>)}</ul></details>
      )}
    </section>
  );
}

function ChatPart({ ticket, showTranscript }: { ticket: Ticket; showTranscript: () => void }) {
  const chat = store.chats.value.get(ticket.chat!);
  const running = chat?.status === 'active' || chat?.status === 'waiting';
  const lines = ticket.transcript?.length ?? 0;
  return (
    <section>
      <h2>Chat</h2>
      <p class="chat-links">
        <a href={paths.chat(ticket.chat!)}><ChatIcon size={14} />{running ? 'Still going: go to chat' : 'Open the chat'}</a>
        {lines > 0 && <button type="button" class="link" onClick={showTranscript}>Transcript, as it was when the ticket was made ({lines})</button>}
      </p>
      {ticket.chat_timeline && ticket.chat_timeline.length > 0 && (
        <ol class="chat-timeline">
          {ticket.chat_timeline.map((step) => (
            <li key={step.seq}><span><bdi>{isUnnamed(step.actor) ? customerName(ticket) : step.actor.name}</bdi> {step.type === 'note' ? <>wrote a private note <LockIcon size={12} /></> : <bdi>{step.text}</bdi>}</span><time dateTime={step.at} title={dateAndTime(step.at)}>{timeOfDay(step.at)}</time></li>
          ))}
        </ol>
      )}
    </section>
  );
}
