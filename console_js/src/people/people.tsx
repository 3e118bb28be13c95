// The list of people: who is here, in which role and teams; admins invite and change them.
import { useState } from 'preact/hooks';
import type { Agent } from '../../../shared_js/wire';
import { store } from '../store';
import { Avatar, Badge, Button, EmptyState, ErrorState, Page, PeopleIcon, PlusIcon, SearchIcon, Skeleton, Time } from '../ui';
import { counted, hasWords } from '../ui/words';
import { useStaff, type Staff } from './data';
import { InviteDialog } from './invite';
import { mayManagePeople } from './may';
import { PersonMenu, RoleChoice } from './person';
import { StaffTabs } from './tabs';
import type { Remote } from '../ui';

const WORTH_SEARCHING = 8;

export function PeopleScreen() {
  const staff = useStaff();
  const [inviting, setInviting] = useState(false);
  const admin = mayManagePeople(store.me.value);
  return (
    <Page title="People" wide tabs={<StaffTabs here="people" />} lead={admin ? 'Everybody who can sign in here. Invite colleagues, and decide what they may do.' : 'Your colleagues, and who is here at the moment.'}
      actions={admin && <Button variant="primary" icon={PlusIcon} onClick={() => setInviting(true)}>Invite somebody</Button>}>
      {staff.data ? <List staff={staff} data={staff.data} /> : staff.error ? <ErrorState title="People could not be loaded" onRetry={() => void staff.reload()}>{staff.error}</ErrorState> : <Ghosts />}
      {inviting && staff.data && <InviteDialog teams={staff.data.teams} onClose={() => setInviting(false)} onInvited={() => void staff.reload()} />}
    </Page>
  );
}

function List({ staff, data }: { staff: Remote<Staff>; data: Staff }) {
  const [words, setWords] = useState('');
  const teamName = new Map(data.teams.map((team) => [team.id, team.name]));
  const fits = (agent: Agent) => !words.trim() || hasWords(`${agent.name} ${agent.email} ${agent.teams.map((id) => teamName.get(id)).join(' ')}`, words.trim());
  const shown = data.agents.filter(fits);
  const active = shown.filter((agent) => agent.active);
  const gone = shown.filter((agent) => !agent.active);
  const table = (agents: Agent[], label: string) => (
    <div class="people" role="table" aria-label={label}>
      <div class="people-head" role="row"><span role="columnheader">Name</span><span role="columnheader">Role</span><span role="columnheader">Teams</span><span role="columnheader">Now</span><span role="columnheader"><span class="sr-only">Actions</span></span></div>
      {agents.map((agent) => <Row key={agent.id} agent={agent} staff={staff} data={data} teams={agent.teams.flatMap((id) => teamName.get(id) ?? [])} />)}
    </div>
  );
  return (
    <>
      {data.agents.length > WORTH_SEARCHING && (
        <label class="page-search"><SearchIcon size={14} /><input type="search" class="input" aria-label="Find people" placeholder="Find by name, email or team" dir="auto" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>
      )}
      {active.length > 0 && table(active, 'People')}
      {!shown.length && <EmptyState icon={PeopleIcon} title="Nobody fits" action={<Button onClick={() => setWords('')}>Show everybody</Button>} />}
      {gone.length > 0 && <details class="gone" open={words.trim() !== ''}><summary>Deactivated ({gone.length})</summary>{table(gone, 'Deactivated')}</details>}
    </>
  );
}

const NOW = { online: 'Online', away: 'Away', offline: 'Offline' } as const;

function Now({ agent }: { agent: Agent }) {
  const chats = agent.chats ?? 0;
  if (agent.presence === 'offline' && agent.last_seen) return <span>Last seen <Time value={agent.last_seen} sentence /></span>;
  return <span>{NOW[agent.presence]}{chats > 0 && `, ${counted(chats, 'chat')}`}</span>;
}

function Row({ agent, staff, data, teams }: { agent: Agent; staff: Remote<Staff>; data: Staff; teams: string[] }) {
  const me = store.me.value;
  const admin = mayManagePeople(me);
  return (
    <div class="person" role="row" data-inactive={!agent.active || undefined}>
      <span class="person-who" role="cell">
        <Avatar name={agent.name} picture={agent.picture} size={36} {...(agent.active && !agent.invited && { presence: agent.presence })} />
        <span class="person-names">
          <span class="person-name"><b class="truncate" dir="auto" title={agent.name}>{agent.name}</b>{agent.id === me?.id && <Badge>You</Badge>}{agent.invited && agent.active && <Badge tone="warn">Invited</Badge>}</span>
          <span class="truncate quiet" title={agent.email}>{agent.email}</span>
        </span>
      </span>
      <span class="person-role" role="cell"><RoleChoice agent={agent} staff={staff} /></span>
      <span class="person-teams" role="cell">{teams.length ? teams.map((team) => <Badge key={team} title={team}><span class="truncate">{team}</span></Badge>) : <span class="quiet">No team</span>}</span>
      <span class="person-now quiet" role="cell">{agent.active && !agent.invited && <Now agent={agent} />}</span>
      <span class="person-menu" role="cell">{admin && <PersonMenu agent={agent} staff={staff} teams={data.teams} />}</span>
    </div>
  );
}

const Ghosts = () => (
  <div class="people" aria-busy="true" aria-label="Loading people">
    <div class="people-head"><span>Name</span></div>
    {[150, 190, 120, 170].map((width) => (
      <div key={width} class="person"><span class="person-who"><Skeleton width="36px" height="36px" round /><span class="person-names"><Skeleton width={`${width}px`} /><Skeleton width={`${width - 30}px`} /></span></span></div>
    ))}
  </div>
);
