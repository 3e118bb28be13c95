// Hands a chat to a colleague or a team, with a note for whoever takes it.
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Agent, Team } from '../../../shared_js/wire';
import { rank } from '../palette/fuzzy';
import { store } from '../store';
import { Avatar, Button, Dialog, EmptyState, Field, SearchIcon, TeamIcon, TextField } from '../ui';
import { transferChat } from './actions';
import './transfer.css';

/** The chat whose transfer dialog is open. */
export const transferring = signal<string | null>(null);

type Target = { id: string; name: string; agent: Agent } | { id: string; name: string; team: Team };
const ORDER = { online: 0, away: 1, offline: 2 };

function targets(except: string | undefined): Target[] {
  const agents = store.agents.value.filter((agent) => agent.active && !agent.invited && agent.id !== except)
    .sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || a.name.localeCompare(b.name));
  return [
    ...agents.map((agent) => ({ id: `agent ${agent.id}`, name: agent.name, agent })),
    ...store.teams.value.map((team) => ({ id: `team ${team.id}`, name: team.name, team })),
  ];
}

function describe(agent: Agent): string {
  const count = [...store.chats.value.values()].filter((chat) => chat.status === 'active' && chat.agent?.id === agent.id).length;
  return `${agent.presence} · ${count} ${count === 1 ? 'chat' : 'chats'}`;
}

function TargetRow({ target, name, chosen, onChoose }: { target: Target; name: string; chosen: boolean; onChoose: () => void }) {
  const isAgent = 'agent' in target;
  const away = isAgent && target.agent.presence === 'offline';
  const online = isAgent ? 0
    : target.team.members.filter((id) => store.agents.value.some((agent) => agent.id === id && agent.presence === 'online')).length;
  return (
    <label class="target" data-chosen={chosen || undefined} data-off={away || undefined}>
      <input type="radio" name={name} checked={chosen} disabled={away} onChange={onChoose} />
      {isAgent ? <Avatar name={target.name} picture={target.agent.picture} size={28} presence={target.agent.presence} />
        : <span class="target-team"><TeamIcon /></span>}
      <span class="target-words"><strong dir="auto">{target.name}</strong>
        <small>{isAgent ? describe(target.agent) : `Team · ${online} of ${target.team.members.length} online`}</small></span>
    </label>
  );
}

export function TransferDialog() {
  const id = transferring.value;
  const chat = id ? store.chats.value.get(id) : undefined;
  if (!id || !chat) return null;
  return <Box key={id} id={id} owner={chat.agent?.id} />;
}

function Box({ id, owner }: { id: string; owner: string | undefined }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const found = rank(query, targets(owner), (target) => target.name);
  const target = found.find((entry) => entry.id === chosen);
  const close = () => { transferring.value = null; };
  const submit = async () => {
    if (!target || busy) return;
    setBusy(true);
    const done = await transferChat(id, 'agent' in target ? { agent: target.agent.id } : { team: target.team.id }, note.trim());
    setBusy(false);
    if (done) close();
  };
  return (
    <Dialog title="Transfer this chat" onClose={close} onSubmit={() => void submit()}
      footer={<><Button onClick={close}>Cancel</Button><Button type="submit" variant="primary" busy={busy}
        disabled={!target}>{target ? `Transfer to ${target.name}` : 'Transfer'}</Button></>}>
      <TextField label="To whom" hideLabel placeholder="Find a colleague or a team" value={query} onInput={setQuery} autofocus />
      <div class="targets" role="radiogroup" aria-label="To whom">
        {found.map((entry) => <TargetRow key={entry.id} target={entry} name="target" chosen={entry.id === chosen}
          onChoose={() => setChosen(entry.id)} />)}
        {!found.length && <EmptyState icon={SearchIcon} title="Nobody found" />}
      </div>
      <Field label="Note for your team (optional)" hint="The visitor does not see it.">
        {(ids) => <textarea {...ids} class="input note-input" rows={2} dir="auto" maxLength={2000} value={note}
          onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
    </Dialog>
  );
}
