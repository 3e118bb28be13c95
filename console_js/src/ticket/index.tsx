// The screen of one ticket: what it is, all that happened to it, whose it is, and a place to write.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { back, fragment, go, paths } from '../router';
import { shownTicket } from '../shell/title';
import { Button, EmptyState, ErrorState, SearchIcon, Skeleton, toast } from '../ui';
import { useTicketCommands } from './commands';
import { Composer } from './composer';
import { ticketDialog } from './dialogs';
import { draftOf, moveDraft, type Mode } from './drafts';
import { Head } from './head';
import { TicketLive } from './live';
import { MergeDialog } from './merge';
import { scrollStory } from './scrolling';
import { FIELD_ID } from './sending';
import { Side } from './side';
import { SplitDialog } from './split';
import { Timeline } from './timeline';
import './ticket.css';
import './entries.css';

const closeDialog = () => { ticketDialog.value = null; };

export function TicketScreen({ number }: { number: number }) {
  const live = useMemo(() => new TicketLive(number), [number]);
  useEffect(() => () => live.close(), [live]);
  switch (live.state.value) {
    case 'loading': return <TicketSkeleton number={number} />;
    case 'missing': return (
      <EmptyState icon={SearchIcon} title={`There is no ticket #${number}`}
        action={<Button onClick={() => back()}>Back to the queue</Button>}>
        The number may be mistyped, or the ticket is not yours to see.
      </EmptyState>
    );
    case 'failed': return (
      <ErrorState title={`Ticket #${number} could not be loaded`} onRetry={() => live.retry()}>{live.trouble.value}</ErrorState>
    );
    default: return <Loaded key={number} live={live} />;
  }
}

function Loaded({ live }: { live: TicketLive }) {
  const ticket = live.ticket.value!;
  const target = ticket.merged_into;
  useEffect(() => { if (target) goOnIn(ticket.number, target); }, [target]);
  return target ? <TicketSkeleton number={target} /> : <Open live={live} ticket={ticket} />;
}

/** The old number leads on, and what was begun in it comes along. */
function goOnIn(source: number, target: number) {
  moveDraft(source, target);
  toast(`#${source} was merged into #${target}.`);
  go(paths.ticket(target) + (fragment.value.id && `#${fragment.value.id}`), { replace: true });
}

function Open({ live, ticket }: { live: TicketLive; ticket: Ticket }) {
  const [tab, setTab] = useState<'timeline' | 'details'>('timeline');
  const { number, subject } = ticket;
  useEffect(() => { shownTicket.value = { number, subject }; }, [number, subject]);
  useEffect(() => closeDialog, []);
  const write = (mode: Mode) => {
    setTab('timeline');
    draftOf(ticket.number).mode.value = mode;
    // Drawn anew, or hidden behind the other tab, the field can take the focus only after the next drawing; and a key
    // that came before would be a command.
    queueMicrotask(() => document.getElementById(FIELD_ID)?.focus());
  };
  useTicketCommands(ticket, write);
  return (
    <article class="ticket" data-tab={tab} aria-label={`Ticket ${ticket.number}`}>
      <Head live={live} ticket={ticket} />
      {ticketDialog.value === 'merge' && <MergeDialog numbers={[ticket.number]} keepFirst onClose={closeDialog} />}
      {ticketDialog.value === 'split' && <SplitDialog live={live} onClose={closeDialog} />}
      <div class="ticket-tabs" role="group" aria-label="Part of the ticket">
        <button type="button" aria-pressed={tab === 'timeline'} onClick={() => setTab('timeline')}>Timeline</button>
        <button type="button" aria-pressed={tab === 'details'} onClick={() => setTab('details')}>Customer</button>
      </div>
      <div class="ticket-body">
        <div class="ticket-main">
          <Timeline live={live} />
          <Composer live={live} ticket={ticket} />
        </div>
        <Side ticket={ticket} onCustomer={() => void live.watch()} showTranscript={() => {
          setTab('timeline');
          requestAnimationFrame(toTranscript);
        }} />
      </div>
    </article>
  );
}

const toTranscript = () =>
  scrollStory(document.querySelector<HTMLElement>('[data-transcript]'), { block: 'start', behavior: 'smooth' });

const TicketSkeleton = ({ number }: { number: number }) => (
  <div class="ticket" aria-busy="true" aria-label={`Loading ticket ${number}`}>
    <header class="ticket-head">
      <div class="ticket-title"><Skeleton width="min(420px, 60%)" height="22px" /></div>
      <div class="ticket-properties">
        {[96, 84, 132].map((width) => <Skeleton key={width} width={`${width}px`} height="26px" />)}
      </div>
    </header>
    <div class="ticket-body">
      <div class="ticket-main">
        <div class="story-loading">{[62, 48, 70, 40].map((width) => (
          <div key={width} class="story-ghost">
            <Skeleton width="28px" height="28px" round />
            <div><Skeleton width="120px" /><Skeleton width={`${width}%`} height="36px" /></div>
          </div>
        ))}</div>
      </div>
      <aside class="ticket-side" />
    </div>
  </div>
);
