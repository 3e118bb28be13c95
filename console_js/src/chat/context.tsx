// Beside a chat: all that is known of the visitor.
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Chat, Page } from '../../../shared_js/wire';
import { timeOfDay } from '../../../shared_js/time';
import { languageName } from '../inbox/language';
import { paths } from '../router';
import { hasLeft, isRunning, visitorName } from '../store/visitor';
import {
  Avatar, Badge, CheckIcon, ClockIcon, CloseIcon, CopyIcon, DeviceIcon, everyHalfMinute, GlobeIcon, IconButton, LanguageIcon, MailIcon,
    PageIcon, Time, toast, type Icon,
} from '../ui';
import './context.css';
import { History } from './history';
import { KnownCustomer } from './known_customer';

const PAGES_SHOWN = 6;

const Fact = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children: ComponentChildren }) => (
  <div class="fact"><dt title={label}><Glyph size={15} /><span class="sr-only">{label}</span></dt><dd>{children}</dd></div>
);

function LocalTime({ zone }: { zone: string }) {
  const words = useComputed(() => {
    try {
      return new Intl.DateTimeFormat(undefined,
        { hour: 'numeric', minute: '2-digit', weekday: 'short', timeZone: zone }).format(everyHalfMinute.value);
    } catch {
      return timeOfDay(everyHalfMinute.value);
    }
  });
  return <>{words} <span class="quiet">{zone.replace(/_/g, ' ')}</span></>;
}

const shortAddress = (page: Page) => {
  try {
    const { host, pathname } = new URL(page.url);
    return host + (pathname === '/' ? '' : pathname);
  } catch {
    return page.url;
  }
};
const webAddress = (page: Page) => (/^https?:\/\//i.test(page.url) ? page.url : undefined);

const PageLine = ({ page }: { page: Page }) => (
  <li><a href={webAddress(page)} target="_blank" rel="noopener noreferrer" title={page.url}>
    <bdi dir="auto">{page.title || shortAddress(page)}</bdi><small>{shortAddress(page)}</small>
      </a>{page.at && <Time value={page.at} />}</li>
);

function Address({ email }: { email: string }) {
  const copy = () => navigator.clipboard.writeText(email).then(() => toast('Address copied.', 'good'),
    () => toast('The browser did not allow copying.', 'bad'));
  return <span class="fact-copy"><a href={`mailto:${email}`} title={email}>{email}</a><IconButton size="sm" icon={CopyIcon}
    label="Copy the address" onClick={() => void copy()} /></span>;
}

function Facts({ chat: { visitor } }: { chat: Chat }) {
  return (
    <dl class="facts">
      <Fact icon={MailIcon} label="Email">{visitor.email ? <Address email={visitor.email} />
        : <span class="quiet">No address given</span>}</Fact>
      <Fact icon={DeviceIcon} label="Browser and system">{[visitor.browser, visitor.os].filter(Boolean).join(' on ')
        || <span class="quiet">Unknown browser</span>}</Fact>
      {visitor.language && <Fact icon={LanguageIcon}
        label="Language">{languageName(visitor.language)} <span class="quiet">{visitor.language}</span></Fact>}
      {visitor.time_zone && <Fact icon={ClockIcon} label="Local time"><LocalTime zone={visitor.time_zone} /></Fact>}
      <Fact icon={GlobeIcon} label="First seen"><span class="quiet">First seen</span> <Time value={visitor.first_seen} sentence /></Fact>
    </dl>
  );
}

export function Context({ chat, onClose }: { chat: Chat; onClose?: () => void }) {
  const { visitor } = chat;
  const name = visitorName(visitor);
  const now = visitor.page ?? visitor.pages.at(-1) ?? null;
  // A reload is the same page again: only the coming and going between pages says something.
  const seen = visitor.pages.filter((page, index) => page.url !== visitor.pages[index + 1]?.url);
  const before = (seen.at(-1)?.url === now?.url ? seen.slice(0, -1) : seen).reverse().slice(0, PAGES_SHOWN);
  return (
    <aside class="context" aria-label="Visitor details">
      <header class="context-head">
        <Avatar name={name} size={44} />
        <div class="context-name"><h2 dir="auto">{name}</h2>{visitor.identified && <Badge tone="good" icon={CheckIcon}
          title="The website vouched for this person">Verified</Badge>}</div>
        {onClose && <IconButton icon={CloseIcon} label="Close" onClick={onClose} />}
      </header>
      <Facts chat={chat} />
      <section class="context-part">
        <h3><PageIcon size={14} />{hasLeft(chat) ? 'Left the page' : isRunning(chat) ? 'Looking at' : 'Last looked at'}</h3>
        {now ? <ul class="pages now"><PageLine page={now} /></ul> : <p class="quiet">No page known.</p>}
        {before.length > 0 && <><h4>Before</h4>
          <ul class="pages">{before.map((page, index) => <PageLine key={`${page.at} ${index}`} page={page} />)}</ul></>}
      </section>
      <section class="context-part">
        <h3><ClockIcon size={14} />This chat</h3>
        <dl class="times">
          <div><dt>Started</dt><dd><Time value={chat.created_at} /></dd></div>
          {chat.accepted_at && <div><dt>Accepted</dt><dd><Time value={chat.accepted_at} /></dd></div>}
          {chat.ended_at && <div><dt>Ended</dt><dd><Time value={chat.ended_at} /></dd></div>}
          {chat.team && <div><dt>Team</dt><dd>{chat.team.name}</dd></div>}
          {chat.ticket && <div><dt>Ticket</dt><dd><a href={paths.ticket(chat.ticket)}>#{chat.ticket}</a></dd></div>}
          {chat.rating && <div><dt>Rating</dt><dd>{chat.rating} of 5</dd></div>}
        </dl>
        {chat.rating_comment && <p class="rating-comment" dir="auto">{chat.rating_comment}</p>}
      </section>
      <KnownCustomer chat={chat} />
      <History chat={chat} />
    </aside>
  );
}
