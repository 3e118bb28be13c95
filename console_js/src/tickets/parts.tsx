// What the rows of a list are made of, in its wide form and in its compact one.
import { useComputed } from '@preact/signals';
import type { Ticket } from '../../../shared_js/wire';
import { store } from '../store';
import { pictureOf } from '../store/faces';
import { looking } from '../store/looking';
import { Avatar, Badge, ClockIcon, EditIcon, everyHalfMinute, TeamIcon, Time } from '../ui';
import { dueAt, isDone } from './fit';

export const isUrgent = (ticket: Ticket) => ticket.priority === 'urgent' && !isDone(ticket);

/** Also by shape and word, not by colour alone. */
export const UrgentMark = () => <Badge tone="bad">Urgent</Badge>;
export const LateMark = () => <Badge tone="bad" icon={ClockIcon}>Overdue</Badge>;

/** Whether a deadline has passed by now; drawn again when it does. */
export function useLate(ticket: Ticket): boolean {
  const due = dueAt(ticket);
  return useComputed(() => due < everyHalfMinute.value).value;
}

export function Owner({ ticket: { assignee, team }, size = 20,
  words = false }: { ticket: Ticket; size?: number; words?: boolean }) {
  if (assignee) {
    const told = team ? `Owner: ${assignee.name}, ${team.name}` : `Owner: ${assignee.name}`;
    return (
      <span class="row-owner" title={told}>
        <Avatar name={assignee.name} picture={pictureOf(assignee)} size={size} /><span class="sr-only">{told}</span>
        {words && <span class="owner-words" aria-hidden="true"><span class="truncate" dir="auto">{assignee.name}</span>
          {team && <small class="truncate" dir="auto">{team.name}</small>}</span>}
      </span>
    );
  }
  if (team) return <span class="row-owner" title={`Team: ${team.name}`}><TeamIcon size={14} /><span class="truncate"
    dir="auto">{team.name}</span></span>;
  return <span class="row-owner none">No owner</span>;
}

const MOST_FACES = 3;

/** Who else has the ticket open; a pen marks who is writing. */
export function Faces({ number }: { number: number }) {
  const others = useComputed(() => {
    const people = looking.value.get(number);
    const me = store.me.value?.id;
    return people?.some(({ agent }) => agent.id !== me) ? people.filter(({ agent }) => agent.id !== me) : null;
  }).value;
  if (!others) return null;
  const words = others.map(({ agent,
    writing }) => `${agent.name} is ${writing ? 'writing' : 'looking at it'}`).join(', ');
  return (
    <span class="row-faces" title={words}>
      <span class="sr-only">{words}</span>
      {others.slice(0, MOST_FACES).map(({ agent, writing }) => (
        <span key={agent.id} class="row-face" data-writing={writing || undefined} aria-hidden="true">
          <Avatar name={agent.name} picture={pictureOf(agent)} size={20} />{writing && <span class="row-pen"><EditIcon
            size={9} /></span>}
        </span>
      ))}
      {others.length > MOST_FACES && <small aria-hidden="true">+{others.length - MOST_FACES}</small>}
    </span>
  );
}

/** The next deadline, if a clock runs. */
export function Due({ ticket, late }: { ticket: Ticket; late: boolean }) {
  const due = dueAt(ticket);
  if (due > 8e14) return null;
  return <span class="row-due" data-late={late || undefined} title="Next deadline">{late && <ClockIcon size={12} />}
    <Time value={new Date(due).toISOString()} /></span>;
}
