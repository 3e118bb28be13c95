// Teams and their members; managers make, change and delete them.
import { useState } from 'preact/hooks';
import type { Agent, Team } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { store } from '../store';
import { Avatar, Button, confirm, Dialog, EditIcon, EmptyState, ErrorState, IconButton, Page, PlusIcon, Skeleton, TeamIcon, TextField, TrashIcon, type Remote } from '../ui';
import { counted } from '../ui/words';
import { Trouble } from '../signin/frame';
import { CheckList } from './check_list';
import { tried, useStaff, type Staff } from './data';
import { mayManageTeams } from './may';
import { StaffTabs } from './tabs';

export function TeamsScreen() {
  const staff = useStaff();
  const [editing, setEditing] = useState<Team | 'new' | null>(null);
  const manager = mayManageTeams(store.me.value);
  const { data } = staff;
  const make = <Button variant="primary" icon={PlusIcon} onClick={() => setEditing('new')}>New team</Button>;
  return (
    <Page title="Teams" wide tabs={<StaffTabs here="teams" />} lead="A chat or ticket given to a team waits in the queue of all its members." actions={manager && make}>
      {!data && (staff.error ? <ErrorState title="Teams could not be loaded" onRetry={() => void staff.reload()}>{staff.error}</ErrorState> : <Ghosts />)}
      {data && !data.teams.length && <EmptyState icon={TeamIcon} title="There is no team yet" action={manager && make}>Teams share a queue.</EmptyState>}
      {data && data.teams.length > 0 && (
        <ul class="teams">{data.teams.map((team) => <TeamCard key={team.id} team={team} agents={data.agents} staff={staff} onEdit={manager ? () => setEditing(team) : null} />)}</ul>
      )}
      {editing && data && <TeamDialog team={editing === 'new' ? null : editing} agents={data.agents} staff={staff} onClose={() => setEditing(null)} />}
    </Page>
  );
}

const SHOWN = 8;

function TeamCard({ team, agents, staff, onEdit }: { team: Team; agents: Agent[]; staff: Remote<Staff>; onEdit: (() => void) | null }) {
  const members = agents.filter((agent) => team.members.includes(agent.id) && agent.active);
  const online = members.filter((agent) => agent.presence === 'online').length;
  const remove = async () => {
    const sure = await confirm({ title: `Delete ${team.name}?`, text: 'Its members stay. Tickets and chats of the team stay too, and keep its name.', action: 'Delete the team', danger: true });
    if (sure) await tried(staff, () => api.removeTeam(team.id), `${team.name} was deleted.`);
  };
  return (
    <li class="team">
      <div class="team-head">
        <h2 class="truncate" dir="auto" title={team.name}>{team.name}</h2>
        {onEdit && <span class="team-actions"><IconButton icon={EditIcon} label={`Change ${team.name}`} onClick={onEdit} /><IconButton icon={TrashIcon} label={`Delete ${team.name}`} onClick={() => void remove()} /></span>}
      </div>
      <p class="quiet">{members.length === 0 ? 'No members' : `${counted(members.length, 'member')}, ${online} online`}</p>
      <ul class="team-members">
        {members.slice(0, SHOWN).map((agent) => <li key={agent.id}><Avatar name={agent.name} picture={agent.picture} size={24} presence={agent.presence} /><span class="truncate" dir="auto">{agent.name}</span></li>)}
        {members.length > SHOWN && <li class="quiet">and {members.length - SHOWN} more</li>}
      </ul>
    </li>
  );
}

function TeamDialog({ team, agents, staff, onClose }: { team: Team | null; agents: Agent[]; staff: Remote<Staff>; onClose: () => void }) {
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState(team?.members ?? []);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ name?: string; other?: string }>({});
  const save = async () => {
    if (!name.trim()) return setErrors({ name: 'Give the team a name.' });
    setBusy(true);
    try {
      await (team ? api.changeTeam(team.id, { name: name.trim(), members }) : api.makeTeam(name.trim(), members));
      await staff.reload();
      onClose();
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'Something went wrong. Try again.' };
      setErrors({ [field === 'name' ? 'name' : 'other']: message });
    }
  };
  const choices = agents.filter((agent) => agent.active).map((agent) => ({ id: agent.id, label: agent.name, hint: agent.email, lead: <Avatar name={agent.name} picture={agent.picture} size={24} /> }));
  return (
    <Dialog title={team ? `Change ${team.name}` : 'New team'} onClose={onClose} onSubmit={() => void save()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>{team ? 'Save' : 'Make the team'}</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <TextField label="Name" value={name} onInput={(value) => { setName(value); setErrors({}); }} error={errors.name} maxLength={80} />
      <CheckList legend={`Members (${members.length})`} choices={choices} chosen={members} onChange={setMembers} empty="There is nobody yet." />
    </Dialog>
  );
}

const Ghosts = () => (
  <ul class="teams" aria-busy="true" aria-label="Loading teams">
    {[1, 2, 3].map((key) => <li key={key} class="team"><Skeleton width="120px" height="22px" /><Skeleton width="90px" /><Skeleton width="150px" height="24px" /></li>)}
  </ul>
);
