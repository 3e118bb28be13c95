// What an admin can do to one person: role, teams, sign-out, a new invitation, deactivation.
import { useState } from 'preact/hooks';
import type { Agent, Role, Team } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { store } from '../store';
import { Button, confirm, CopyLine, Dialog, DownIcon, IconButton, LinkIcon, Menu, MoreIcon, SignOutIcon, TeamIcon, toast, TrashIcon, CheckIcon, type MenuItem, type Remote } from '../ui';
import { CheckList } from './check_list';
import { tried, type Staff } from './data';
import { mayManagePeople } from './may';
import { ROLE_WORDS, ROLES } from './roles';

export function RoleChoice({ agent, staff }: { agent: Agent; staff: Remote<Staff> }) {
  const words = ROLE_WORDS[agent.role].label;
  if (!mayManagePeople(store.me.value) || !agent.active) return <span>{words}</span>;
  const set = async (role: Role) => {
    if (role === agent.role) return;
    const own = agent.id === store.me.value?.id;
    if (own && !(await confirm({ title: 'Change your own role?', text: 'You will no longer be able to manage people and sites.', action: 'Change my role', danger: true }))) return;
    await tried(staff, () => api.changeAgent(agent.id, { role }), `${agent.name} is ${ROLE_WORDS[role].as} now.`);
  };
  return (
    <Menu label={`Role of ${agent.name}`} items={ROLES.map((role) => ({ id: role, label: ROLE_WORDS[role].label, hint: ROLE_WORDS[role].may, checked: role === agent.role, run: () => void set(role) }))}
      trigger={(props) => <button {...props} type="button" class="role-button" aria-label={`Role of ${agent.name}: ${words}. Change`}>{words}<DownIcon size={12} /></button>} />
  );
}

export function PersonMenu({ agent, staff, teams }: { agent: Agent; staff: Remote<Staff>; teams: Team[] }) {
  const [dialog, setDialog] = useState<'teams' | { link: string } | null>(null);
  const own = agent.id === store.me.value?.id;
  const newLink = async () => {
    try {
      setDialog({ link: (await api.inviteAgain(agent.id)).invite_url });
    } catch (error) {
      toast(error instanceof ApiError ? error.message : 'This could not be done.', 'bad');
    }
  };
  const items: MenuItem[] = [];
  if (agent.active) items.push({ id: 'teams', label: 'Change teams', icon: TeamIcon, run: () => setDialog('teams') });
  if (agent.active && agent.invited) items.push({ id: 'invite', label: 'New invitation link', icon: LinkIcon, run: () => void newLink() });
  if (agent.active && !agent.invited && !own) items.push({ id: 'reset', label: 'New password link', icon: LinkIcon, run: () => void resetPassword(agent, newLink) });
  if (agent.active && !agent.invited) items.push({ id: 'out', label: 'Sign out everywhere', icon: SignOutIcon, run: () => void signOutEverywhere(agent, staff, own) });
  if (!agent.active) items.push({ id: 'on', label: 'Activate again', icon: CheckIcon, run: () => void tried(staff, () => api.changeAgent(agent.id, { active: true }), `${agent.name} can sign in again.`) });
  else if (!own) items.push({ id: 'off', label: 'Deactivate', icon: TrashIcon, danger: true, divide: true, run: () => void deactivate(agent, staff) });
  return (
    <>
      <Menu label={`Actions for ${agent.name}`} items={items} align="end" trigger={({ ref, ...props }) => <IconButton {...props} ref={ref} icon={MoreIcon} label={`Actions for ${agent.name}`} />} />
      {dialog === 'teams' && <TeamsOf agent={agent} teams={teams} staff={staff} onClose={() => setDialog(null)} />}
      {dialog && dialog !== 'teams' && <LinkDialog name={agent.name} link={dialog.link} onClose={() => setDialog(null)} />}
    </>
  );
}

async function resetPassword(agent: Agent, newLink: () => Promise<void>) {
  const text = `For a forgotten password: ${agent.name} chooses a new one through a link you hand over. The old password stops working now, and ${agent.name} is signed out everywhere.`;
  if (await confirm({ title: `Make a password link for ${agent.name}?`, text, action: 'Make the link', danger: true })) await newLink();
}

async function signOutEverywhere(agent: Agent, staff: Remote<Staff>, own: boolean) {
  const text = own ? 'This ends your sign-ins on all devices, this one as well.' : `${agent.name} has to sign in again on every device. Running chats stay theirs.`;
  if (!(await confirm({ title: own ? 'Sign yourself out everywhere?' : `Sign ${agent.name} out everywhere?`, text, action: 'Sign out everywhere', danger: true }))) return;
  await tried(staff, () => api.signOutAgent(agent.id), `${agent.name} was signed out everywhere.`);
}

async function deactivate(agent: Agent, staff: Remote<Staff>) {
  const text = `${agent.name} is signed out at once and can't sign in any more. What they wrote stays. You can activate them again.`;
  if (!(await confirm({ title: `Deactivate ${agent.name}?`, text, action: 'Deactivate', danger: true }))) return;
  await tried(staff, () => api.changeAgent(agent.id, { active: false }), `${agent.name} was deactivated.`);
}

export const LinkDialog = ({ name, link, onClose }: { name: string; link: string; onClose: () => void }) => (
  <Dialog title={`Link for ${name}`} onClose={onClose} footer={<Button onClick={onClose}>Done</Button>}>
    <p>Send this link to {name}. It works once, for 7 days; older links no longer work.</p>
    <CopyLine text={link} label="Link" />
  </Dialog>
);

function TeamsOf({ agent, teams, staff, onClose }: { agent: Agent; teams: Team[]; staff: Remote<Staff>; onClose: () => void }) {
  const [chosen, setChosen] = useState(agent.teams);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    await tried(staff, () => api.changeAgent(agent.id, { teams: chosen }), `The teams of ${agent.name} were changed.`);
    onClose();
  };
  return (
    <Dialog title={`Teams of ${agent.name}`} size="sm" onClose={onClose} onSubmit={() => void save()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>Save</Button></>}>
      <CheckList legend="Teams" choices={teams.map(({ id, name }) => ({ id, label: name }))} chosen={chosen} onChange={setChosen} empty="There is no team yet." />
    </Dialog>
  );
}
