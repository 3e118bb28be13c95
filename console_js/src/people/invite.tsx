// Inviting somebody: email, role and teams; then the link to hand over.
import { useState } from 'preact/hooks';
import type { Role, Team } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { Button, CopyLine, Dialog, Select, TextField } from '../ui';
import { Trouble } from '../signin/frame';
import { CheckList } from './check_list';
import { ROLE_WORDS, ROLES } from './roles';

interface Props { teams: Team[]; onClose: () => void; onInvited: () => void }

export function InviteDialog({ teams, onClose, onInvited }: Props) {
  const [link, setLink] = useState<{ email: string; url: string } | null>(null);
  if (!link) return <InviteForm teams={teams} onClose={onClose} onDone={(email, url) => { setLink({ email, url }); onInvited(); }} />;
  return (
    <Dialog title="The invitation is ready" onClose={onClose} footer={<><Button onClick={() => setLink(null)}>Invite another</Button><Button variant="primary" onClick={onClose}>Done</Button></>}>
      <p>Send this link to <b>{link.email}</b>. It works once, for 7 days. Whoever opens it chooses a password and is in.</p>
      <CopyLine text={link.url} label="Invitation link" />
    </Dialog>
  );
}

function InviteForm({ teams, onClose, onDone }: { teams: Team[]; onClose: () => void; onDone: (email: string, url: string) => void }) {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [chosen, setChosen] = useState<string[]>(teams.length === 1 ? [teams[0]!.id] : []);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ email?: string; name?: string; other?: string }>({});
  const submit = async () => {
    if (!/^\S+@\S+$/.test(email.trim())) return setErrors({ email: 'Enter an email address, such as ada@example.com.' });
    setBusy(true);
    try {
      const { agent, invite_url } = await api.invite({ email: email.trim(), role, teams: chosen, ...(name.trim() && { name: name.trim() }) });
      onDone(agent.email, invite_url);
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'Something went wrong. Try again.' };
      setErrors({ [field === 'email' || field === 'name' ? field : 'other']: message });
    }
  };
  return (
    <Dialog title="Invite somebody" onClose={onClose} onSubmit={() => void submit()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>Make the invitation</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <TextField label="Email" type="email" autoComplete="off" value={email} onInput={(value) => { setEmail(value); setErrors({}); }} error={errors.email} maxLength={254} spellcheck={false} />
      <TextField label="Name" autoComplete="off" value={name} onInput={setName} error={errors.name} hint="Optional; they can change it." maxLength={80} />
      <Select label="Role" value={role} onChange={(value) => setRole(value as Role)} options={ROLES.map((one) => ({ value: one, label: ROLE_WORDS[one].label }))} hint={ROLE_WORDS[role].may} />
      {teams.length > 0 && <CheckList legend="Teams" choices={teams.map(({ id, name: label }) => ({ id, label }))} chosen={chosen} onChange={setChosen} empty="" />}
    </Dialog>
  );
}
