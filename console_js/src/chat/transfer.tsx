// Hands a chat to a colleague or a team, with a note for whoever takes it.
import { signal } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Agent, Team } from '../../../shared_js/wire';
import { rank } from '../palette/fuzzy';
import { store } from '../store';
import { Avatar, Button, CheckIcon, Dialog, EmptyState, Field, SearchIcon, TeamIcon } from '../ui';
import { counted } from '../ui/words';
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
  return `${agent.presence} · ${counted(count, 'chat')}`;
}

/** A chat can't go to somebody who is not there. */
const isOpen = (target: Target) => !('agent' in target) || target.agent.presence !== 'offline';

function TargetRow({ target, id, chosen, onChoose }: { target: Target; id: string; chosen: boolean; onChoose: () => void }) {
  const isAgent = 'agent' in target;
  const open = isOpen(target);
  const online = isAgent ? 0
    : target.team.members.filter((member) => store.agents.value.some((agent) => agent.id === member && agent.presence === 'online')).length;
  return (
    <div class="target" id={id} role="option" aria-selected={chosen} aria-disabled={!open} onClick={() => { if (open) onChoose(); }}
      onPointerDown={(event) => event.preventDefault()}>
      {isAgent ? <Avatar name={target.name} picture={target.agent.picture} size={28} presence={target.agent.presence} />
        : <span class="target-team"><TeamIcon /></span>}
      <span class="target-words"><strong dir="auto">{target.name}</strong>
        <small>{isAgent ? describe(target.agent) : `Team · ${online} of ${target.team.members.length} online`}</small></span>
      {chosen && <CheckIcon />}
    </div>
  );
}

export function TransferDialog() {
  const id = transferring.value;
  const chat = id ? store.chats.value.get(id) : undefined;
  if (!id || !chat) return null;
  return <Box key={id} id={id} owner={chat.agent?.id} />;
}

interface FinderProps {
  found: Target[];
  chosen: Target | undefined;
  query: string;
  onQuery: (query: string) => void;
  onChoose: (target: Target) => void;
}

/** Type, go up and down, Enter: the list is worked from the field, which keeps the focus. */
function Finder({ found, chosen, query, onQuery, onChoose }: FinderProps) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowId = (target: Target) => `${id}-${target.id.replace(' ', '-')}`;
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }, [chosen?.id]);
  const onKeyDown = (event: KeyboardEvent) => {
    const open = found.filter(isOpen);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.isComposing || !open.length || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    const at = open.findIndex((target) => target.id === chosen?.id);
    onChoose(open[step ? (Math.max(at, step < 0 ? 0 : -1) + step + open.length) % open.length : Math.max(0, at)]!);
    // Taken; the next Enter passes the chat on.
    const form = (event.currentTarget as HTMLInputElement).form!;
    if (!step) requestAnimationFrame(() => form.querySelector<HTMLElement>('[type=submit]')!.focus());
  };
  return (
    <>
      <Field label="To whom" hideLabel>
        {(ids) => <input {...ids} class="input" type="text" dir="auto" role="combobox" aria-expanded="true"
          aria-controls={`${id}-list`} autofocus aria-activedescendant={chosen && rowId(chosen)} placeholder="Find a colleague or a team" autocomplete="off" spellcheck={false}
          value={query} onInput={(event) => onQuery(event.currentTarget.value)} onKeyDown={onKeyDown} />}
      </Field>
      <div class="targets" role="listbox" id={`${id}-list`} aria-label="To whom" ref={list}>
        {found.map((entry) => <TargetRow key={entry.id} id={rowId(entry)} target={entry} chosen={entry.id === chosen?.id}
          onChoose={() => onChoose(entry)} />)}
        {!found.length && <EmptyState icon={SearchIcon} title="Nobody found" />}
      </div>
    </>
  );
}

function Box({ id, owner }: { id: string; owner: string | undefined }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const matching = (typed: string) => rank(typed, targets(owner), (target) => target.name);
  const found = matching(query);
  const target = found.find((entry) => entry.id === chosen && isOpen(entry));
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
      <Finder found={found} chosen={target} query={query} onChoose={(entry) => setChosen(entry.id)} onQuery={(typed) => {
        setQuery(typed);
        setChosen(typed.trim() ? matching(typed).find(isOpen)?.id ?? null : null);
      }} />
      <Field label="Note for your team (optional)" hint="The visitor does not see it.">
        {(ids) => <textarea {...ids} class="input note-input" rows={2} dir="auto" maxLength={2000} value={note}
          onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
    </Dialog>
  );
}
