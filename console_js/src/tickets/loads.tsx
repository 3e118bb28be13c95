// Who has how much to do: a bar for each agent and team. A click filters the list; chosen tickets are handed over.
import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Load } from '../../../shared_js/wire';
import { store } from '../store';
import { pictureOf } from '../store/faces';
import { loads, loadsWanted } from '../store/ticket_lists';
import { Avatar, Button, ChatIcon, CloseIcon, ForwardIcon, IconButton, PersonIcon, Skeleton, TeamIcon } from '../ui';
import { changeChosen } from './changing';
import { chosen, query, refine } from './state';

type Kind = 'agents' | 'teams';
const PARTS = ['open', 'in_progress', 'waiting'] as const;
const PART_WORDS = { open: 'open', in_progress: 'in progress', waiting: 'waiting' };
const total = (load: Load) => load.open + load.in_progress + load.waiting;
const describe = (load: Load) => [...PARTS.map((part) => `${load[part]} ${PART_WORDS[part]}`), `${load.urgent} urgent`,
  `${load.overdue} overdue`,
  load.chats === 1 ? '1 chat' : `${load.chats} chats`].join(', ');

export function LoadsPanel({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('agents');
  useEffect(() => {
    loadsWanted.value = true;
    return () => { loadsWanted.value = false; };
  }, []);
  const known = loads.value;
  const rows = known ? [...known[kind]].sort((a, b) => total(b) - total(a)) : [];
  const most = Math.max(1, ...rows.map(total), known?.unassigned && kind === 'agents' ? total(known.unassigned) : 0);
  return (
    <aside class="loads" aria-label="Loads">
      <header><h2>Loads</h2>
        <div class="loads-kind" role="group" aria-label="Loads of">
          <button type="button" aria-pressed={kind === 'agents'} onClick={() => setKind('agents')}>People</button>
          <button type="button" aria-pressed={kind === 'teams'} onClick={() => setKind('teams')}>Teams</button>
        </div>
        <IconButton icon={CloseIcon} label="Close the loads" size="sm" onClick={onClose} />
      </header>
      {!known && <div class="loads-loading">{[60, 80, 45, 70, 52].map((width) => <Skeleton key={width}
        width={`${width}%`} height="28px" />)}</div>}
      <ul>
        {kind === 'agents' && known?.unassigned && <LoadRow id="none" kind={kind} name="Nobody" load={known.unassigned}
          most={most} lead={<PersonIcon />} />}
        {rows.map((row) => ('agent' in row
          ? <LoadRow key={row.agent.id} id={row.agent.id} kind="agents" name={row.agent.name} load={row} most={most}
            lead={<Face id={row.agent.id} name={row.agent.name} picture={pictureOf(row.agent)} />} />
          : <LoadRow key={row.team.id} id={row.team.id} kind="teams" name={row.team.name} load={row} most={most}
            lead={<TeamIcon />} />))}
      </ul>
      <p class="loads-key">{PARTS.map((part) => <span key={part}><i data-part={part} />{PART_WORDS[part]}</span>)}
        <span>Resolved tickets are left out.</span></p>
    </aside>
  );
}

const Face = ({ id, name, picture }: { id: string; name: string; picture: string | null }) => (
  <Avatar name={name} picture={picture} size={22}
    presence={store.agents.value.find((agent) => agent.id === id)?.presence} />
);

function LoadRow({ id, kind, name, load, most,
  lead }: { id: string; kind: Kind; name: string; load: Load; most: number; lead: ComponentChildren }) {
  const filter = kind === 'agents' ? 'assignee' : 'team';
  const here = query.value[filter].join() === id;
  const give = chosen.value.length;
  const to = id === 'none' ? null : id;
  return (
    <li class="load" data-here={here || undefined}>
      <button type="button" class="load-button" aria-pressed={here} title={`${name}: ${describe(load)}`}
        onClick={() => refine({ [filter]: here ? [] : [id] })}>
        <span class="load-lead">{lead}</span>
        <span class="load-name truncate" dir="auto">{name}</span>
        <span class="load-facts">{load.urgent > 0 && <b>{load.urgent} urgent</b>}{load.chats > 0 && <span><ChatIcon
          size={12} />{load.chats}</span>}
          <strong>{total(load)}</strong></span>
        <span class="load-bar" aria-hidden="true">{PARTS.map((part) => <i key={part} data-part={part}
          style={{ width: `${(100 * load[part]) / most}%` }} />)}</span>
        <span class="sr-only">{describe(load)}</span>
      </button>
      {give > 0 && <Button size="sm" icon={ForwardIcon} class="load-give" aria-label={`Give ${give} chosen to ${name}`}
        onClick={() => void changeChosen(kind === 'agents' ? { assignee: to } : { team: to }, to ? `given to ${name}`
          : 'left without an owner')}>{`Give ${give}`}</Button>}
    </li>
  );
}
