// The foot of the composer: to whom it goes, what is in the way, and the button that says what will happen.
import type { Ticket, TicketStatus } from '../../../shared_js/wire';
import type { Then } from '../api';
import { customerName } from '../store/visitor';
import { Button, DownIcon, Kbd, LockIcon, Menu, SendIcon, StatusMark } from '../ui';
import type { Mode } from './drafts';
import { recipient } from './sending';

interface Choice { value: Then; label: string; hint: string; keys: string }

export const CHOICES: readonly Choice[] = [
  { value: 'send', label: 'Send', hint: 'The status stays as it is', keys: 'alt+enter' },
  { value: 'wait', label: 'Send and wait', hint: 'Waiting for the customer', keys: 'mod+enter' },
  { value: 'resolve', label: 'Send and resolve', hint: 'Resolved, unless the customer writes again',
    keys: 'mod+shift+enter' },
];

const AFTER: Partial<Record<Then, TicketStatus>> = { wait: 'waiting', resolve: 'resolved' };

/** For every ticket anew: what was right for one would resolve the next by habit. */
const USUAL = CHOICES.find(({ value }) => value === 'wait')!;

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** In which way a press of keys sends; null if it does not. */
export function thenOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Press): Then | null {
  const mod = ctrlKey || metaKey;
  if (key !== 'Enter' || altKey === mod) return null;
  if (altKey) return shiftKey ? null : 'send';
  return shiftKey ? 'resolve' : 'wait';
}

interface BarProps {
  ticket: Ticket; mode: Mode; busy: boolean; ready: boolean; trouble: string | null; send: (then: Then) => void;
}

export function SendBar({ ticket, mode, busy, ready, trouble, send }: BarProps) {
  return (
    <div class="writer-foot">
      {trouble ? <p class="field-error writer-trouble" role="alert">Not sent. {trouble}</p>
        : <Destination ticket={ticket} mode={mode} />}
      <span class="writer-keys"><Kbd keys={USUAL.keys} /></span>
      {mode === 'note'
        ? <Button variant="note" icon={LockIcon} busy={busy} disabled={!ready} class="writer-send"
            onClick={() => send(USUAL.value)}>Add note</Button>
        : (
          <span class="send-split">
            <Button variant="primary" icon={SendIcon} busy={busy} disabled={!ready} class="writer-send"
              onClick={() => send(USUAL.value)}>{USUAL.label}</Button>
            <SendMenu ticket={ticket} ready={ready && !busy} send={send} />
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

interface MenuProps { ticket: Ticket; ready: boolean; send: (then: Then) => void }

const SendMenu = ({ ticket, ready, send }: MenuProps) => (
  <Menu label="How to send" align="end" items={CHOICES.map(({ value, label, hint, keys }) => ({
    id: value, label, hint, keys, run: () => send(value),
    lead: <StatusMark value={AFTER[value] ?? ticket.status} words={false} />,
  }))} trigger={(props) => (
    <button {...props} type="button" class="send-more" disabled={!ready} aria-label="How to send" title="How to send">
      <DownIcon size={14} />
    </button>
  )} />
);
