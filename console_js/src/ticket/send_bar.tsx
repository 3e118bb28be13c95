// The foot of the composer: to whom it goes, what is in the way, and the button that says what will happen.
import { computed } from '@preact/signals';
import type { Ticket, TicketStatus } from '../../../shared_js/wire';
import type { Then } from '../api';
import { store } from '../store';
import { remembered } from '../store/remembered';
import { customerName } from '../store/visitor';
import { Button, DownIcon, Kbd, LockIcon, Menu, SendIcon, StatusMark } from '../ui';
import type { Mode } from './drafts';
import { recipient } from './sending';

const CHOICES: { value: Then; label: string; hint: string }[] = [
  { value: 'send', label: 'Send', hint: 'The status stays as it is' },
  { value: 'wait', label: 'Send and wait', hint: 'Waiting for the customer' },
  { value: 'resolve', label: 'Send and resolve', hint: 'Resolved, unless the customer writes again' },
];

const AFTER: Partial<Record<Then, TicketStatus>> = { wait: 'waiting', resolve: 'resolved' };

/** The last choice of each agent who uses this browser. */
const chosen = remembered<Record<string, Then>>('send.choice', {});
const me = computed(() => store.me.value?.id ?? '');
export const sendChoice = computed<Then>(() => chosen.value[me.value] ?? 'wait');
const choose = (then: Then) => { chosen.value = { ...chosen.value, [me.value]: then }; };

interface BarProps {
  ticket: Ticket; mode: Mode; busy: boolean; ready: boolean; trouble: string | null; send: (then: Then) => void;
}

export function SendBar({ ticket, mode, busy, ready, trouble, send }: BarProps) {
  const then = sendChoice.value;
  return (
    <div class="writer-foot">
      {trouble ? <p class="field-error writer-trouble" role="alert">Not sent. {trouble}</p>
        : <Destination ticket={ticket} mode={mode} />}
      <span class="writer-keys"><Kbd keys="mod+enter" /></span>
      {mode === 'note'
        ? <Button variant="note" icon={LockIcon} busy={busy} disabled={!ready} class="writer-send"
            onClick={() => send(then)}>Add note</Button>
        : (
          <span class="send-split">
            <Button variant="primary" icon={SendIcon} busy={busy} disabled={!ready} class="writer-send"
              onClick={() => send(then)}>{CHOICES.find(({ value }) => value === then)!.label}</Button>
            <SendMenu ticket={ticket} then={then} />
          </span>
        )}
    </div>
  );
}

/** Said in words right beside the button: who will read this. */
function Destination({ ticket, mode }: { ticket: Ticket; mode: Mode }) {
  if (mode === 'note') return <p class="writer-to">team only, the customer never sees it</p>;
  const to = recipient(ticket, customerName(ticket));
  return <p class="writer-to" title={`Sent to ${to}`}>to <bdi>{to}</bdi></p>;
}

const SendMenu = ({ ticket, then }: { ticket: Ticket; then: Then }) => (
  <Menu label="How to send" align="end" items={CHOICES.map(({ value, label, hint }) => ({
    id: value, label, hint, checked: value === then, run: () => choose(value),
    lead: <StatusMark value={AFTER[value] ?? ticket.status} words={false} />,
  }))} trigger={(props) => (
    <button {...props} type="button" class="send-more" aria-label="How to send" title="How to send">
      <DownIcon size={14} />
    </button>
  )} />
);
