// What can be set on a ticket: status, priority, owner, category and labels, each by mouse and by key.
import type { Priority, Ticket, TicketStatus } from '../../../shared_js/wire';
import { mayReassign } from '../people/may';
import { store } from '../store';
import { pictureOf } from '../store/faces';
import { isDone } from '../tickets/fit';
import { Avatar, DownIcon, Menu, Picker, PRIORITIES, PriorityMark, priorityLabel, STATUSES, StatusMark, statusLabel, TeamIcon, type Choice } from '../ui';
import { Category, Labels } from './labelling';
import type { TicketLive } from './live';
import { mayBecome, withOwner, withStatus } from './workflow';

export const STATUS_ID = 'ticket-status';
export const PRIORITY_ID = 'ticket-priority';
export const OWNER_ID = 'ticket-owner';

interface Props { live: TicketLive; ticket: Ticket }

export const Properties = ({ live, ticket }: Props) => (
  <>
    <Status live={live} ticket={ticket} />
    <PriorityChoice live={live} ticket={ticket} />
    <Owner live={live} ticket={ticket} />
    <Category live={live} ticket={ticket} />
    <Labels live={live} ticket={ticket} />
  </>
);

const look = (live: TicketLive, field: string, extra = '') => `property ${extra} ${live.fresh.value.has(field) ? 'flash' : ''}`;

function Status({ live, ticket }: Props) {
  const set = (status: TicketStatus) => {
    const me = store.me.value!;
    if (status !== ticket.status) live.change(withStatus(ticket, status, { id: me.id, name: me.name, picture: me.picture }), { status });
  };
  if (ticket.status === 'closed') return <span class="property fixed" title="A closed ticket stays closed; the customer's next message opens a new one"><StatusMark value="closed" /></span>;
  const offered = STATUSES.filter(({ value }) => value === ticket.status || mayBecome(ticket, value));
  return (
    <Menu label="Status" items={offered.map(({ value, label }) => ({
      id: value, label, lead: <StatusMark value={value} words={false} />, checked: value === ticket.status, run: () => set(value),
    }))} trigger={(props) => (
      <button {...props} id={STATUS_ID} type="button" class={look(live, 'status')} title="Status (s)" aria-label={`Status: ${statusLabel(ticket.status)}`}>
        <StatusMark value={ticket.status} /><DownIcon size={12} />
      </button>
    )} />
  );
}

function PriorityChoice({ live, ticket }: Props) {
  const set = (priority: Priority) => { if (priority !== ticket.priority) live.change({ priority }, { priority }); };
  if (ticket.status === 'closed') return <span class="property fixed"><PriorityMark value={ticket.priority} words quiet /></span>;
  return (
    <Menu label="Priority" items={PRIORITIES.map(({ value, label }) => ({
      id: value, label, lead: <PriorityMark value={value} />, checked: value === ticket.priority, run: () => set(value),
    }))} trigger={(props) => (
      <button {...props} id={PRIORITY_ID} type="button" class={look(live, 'priority', ticket.priority)} title="Priority (p)" aria-label={`Priority: ${priorityLabel(ticket.priority)}`}>
        <PriorityMark value={ticket.priority} words quiet={isDone(ticket)} /><DownIcon size={12} />
      </button>
    )} />
  );
}

export const NOBODY = 'nobody';

export function ownerChoices(ticket: Pick<Ticket, 'assignee' | 'team'>): Choice[] {
  const me = store.me.value?.id;
  const agents = store.agents.value.filter((agent) => agent.active && !agent.invited)
    .sort((a, b) => Number(b.id === me) - Number(a.id === me));
  return [
    ...agents.map((agent) => ({
      id: `agent:${agent.id}`, label: agent.id === me ? `${agent.name} (me)` : agent.name, group: 'People', checked: ticket.assignee?.id === agent.id,
      lead: <Avatar name={agent.name} picture={agent.picture} size={22} presence={agent.presence} />,
    })),
    ...store.teams.value.map((team) => ({
      id: `team:${team.id}`, label: team.name, group: 'Teams', checked: !ticket.assignee && ticket.team?.id === team.id, lead: <TeamIcon />,
    })),
    { id: NOBODY, label: 'Nobody', group: 'Back to the queue', checked: !ticket.assignee && !ticket.team },
  ];
}

function setOwner(live: TicketLive, ticket: Ticket, choice: string) {
  const id = choice.slice(choice.indexOf(':') + 1);
  if (choice === NOBODY) return live.change({ ...withOwner(ticket, null), team: null }, { assignee: null, team: null });
  if (choice.startsWith('team:')) {
    const team = store.teams.value.find((one) => one.id === id);
    if (team) live.change({ ...withOwner(ticket, null), team: { id, name: team.name } }, { assignee: null, team: id });
    return;
  }
  const agent = store.agents.value.find((one) => one.id === id);
  if (agent) live.change(withOwner(ticket, { id, name: agent.name, picture: agent.picture }), { assignee: id });
}

function OwnerWords({ ticket: { assignee, team } }: { ticket: Ticket }) {
  if (!assignee && !team) return <span class="quiet">No owner</span>;
  return (
    <>
      {assignee ? <Avatar name={assignee.name} picture={pictureOf(assignee)} size={18} /> : <TeamIcon size={14} />}
      <span class="truncate">{assignee?.name ?? team?.name}</span>
      {assignee && team && <span class="property-team truncate"><span class="sr-only">, </span>{team.name}</span>}
    </>
  );
}

function Owner({ live, ticket }: Props) {
  if (ticket.status === 'closed' || !mayReassign(store.me.value, ticket)) {
    const why = ticket.status === 'closed' ? 'A closed ticket keeps its owner' : 'A manager can give this ticket to somebody else';
    return <span class={look(live, 'assignee', 'fixed')} title={why}><OwnerWords ticket={ticket} /></span>;
  }
  return (
    <Picker label="Owner" placeholder="Find a person or a team" nothing="Nobody by that name." choices={ownerChoices(ticket)} onChoose={(choice) => setOwner(live, ticket, choice)}
      trigger={(props) => (
        <button {...props} id={OWNER_ID} type="button" class={look(live, 'assignee')} title="Owner (o)">
          <span class="sr-only">Owner: </span><OwnerWords ticket={ticket} /><DownIcon size={12} />
        </button>
      )} />
  );
}
