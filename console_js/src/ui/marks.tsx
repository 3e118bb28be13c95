// Priority, status and channel of a ticket: always a shape and a word beside the colour.
import type { Priority, Ticket, TicketStatus } from '../../../shared_js/wire';
import { ChatIcon, FormIcon, type Icon, MailIcon, PersonIcon, LinkIcon } from './icons';

export const PRIORITIES: { value: Priority; label: string }[] = [
  { value: 'urgent', label: 'Urgent' }, { value: 'high', label: 'High' }, { value: 'medium', label: 'Medium' },
    { value: 'low', label: 'Low' },
];
export const STATUSES: { value: TicketStatus; label: string }[] = [
  { value: 'open', label: 'Open' }, { value: 'in_progress', label: 'In Progress' }, { value: 'waiting', label: 'Waiting' },
  { value: 'resolved', label: 'Resolved' }, { value: 'closed', label: 'Closed' },
];
export const priorityLabel = (value: Priority) => PRIORITIES.find((entry) => entry.value === value)?.label ?? value;
export const statusLabel = (value: TicketStatus) => STATUSES.find((entry) => entry.value === value)?.label ?? value;

const BARS: Record<Exclude<Priority, 'urgent'>, number> = { low: 1, medium: 2, high: 3 };

export function PriorityMark({ value, words = false, quiet = false }: { value: Priority; words?: boolean;
  /** Of a ticket that is done: it calls for nobody. */ quiet?: boolean }) {
  const label = `${priorityLabel(value)} priority`;
  return (
    <span class="mark priority" data-priority={value} data-quiet={quiet || undefined} title={words ? undefined : label}>
      <svg width="14" height="14" viewBox="0 0 14 14" role="img" aria-label={label}>
        {value === 'urgent'
          ? <><rect x="0.5" y="0.5" width="13" height="13" rx="3" fill="currentColor" /><path d="M7 3.2v4.2M7 10.2v.4"
            stroke="var(--surface)" stroke-width="1.9" stroke-linecap="round" /></>
          : [1, 2, 3].map((bar) => <rect key={bar} x={bar * 4 - 3} y={11 - bar * 3} width="3" height={bar * 3 + 1} rx="1"
            fill="currentColor" opacity={bar <= BARS[value] ? 1 : 0.28} />)}
      </svg>
      {words && <span>{priorityLabel(value)}</span>}
    </span>
  );
}

const RING = 2 * Math.PI * 3;
const FILLED: Record<TicketStatus, number> = { open: 0, in_progress: 0.5, waiting: 0.75, resolved: 1, closed: 1 };

export function StatusMark({ value, words = true }: { value: TicketStatus; words?: boolean }) {
  return (
    <span class="mark status" data-status={value} title={words ? undefined : statusLabel(value)}>
      <svg width="14" height="14" viewBox="0 0 14 14" role={words ? undefined : 'img'} aria-hidden={words || undefined}
        aria-label={words ? undefined : statusLabel(value)}>
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" stroke-width="1.5"
          stroke-dasharray={value === 'open' ? '2.3 1.47' : undefined} />
        {value === 'waiting'
          ? <path d="M5.4 4.8v4.4M8.6 4.8v4.4" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
          : value === 'resolved' || value === 'closed'
            ? <><circle cx="7" cy="7" r="6" fill="currentColor" /><path d="M4.3 7.2l1.9 1.9 3.6-4" fill="none" stroke="var(--surface)"
              stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" /></>
            : <circle cx="7" cy="7" r="3" fill="none" stroke="currentColor" stroke-width="6"
              stroke-dasharray={`${RING * FILLED[value] * 0.999} 99`} transform="rotate(-90 7 7)" opacity={FILLED[value] ? 1 : 0} />}
      </svg>
      {words && <span>{statusLabel(value)}</span>}
    </span>
  );
}

const CHANNELS: Record<Ticket['channel'], { icon: Icon; label: string }> = {
  chat: { icon: ChatIcon, label: 'Chat' }, email: { icon: MailIcon, label: 'Email' }, form: { icon: FormIcon, label: 'Contact form' },
  agent: { icon: PersonIcon, label: 'By an agent' }, api: { icon: LinkIcon, label: 'API' },
};
export function ChannelMark({ value }: { value: Ticket['channel'] }) {
  const { icon: Glyph, label } = CHANNELS[value];
  return <span class="mark channel" title={label}><Glyph size={14} /><span class="sr-only">{label}</span></span>;
}
