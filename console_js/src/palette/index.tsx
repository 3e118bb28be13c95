// Ctrl-K: one box to run a command or go to a chat, a ticket or a person.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { go, paths } from '../router';
import { openSearch } from '../search/state';
import { store } from '../store';
import { isDone } from '../tickets/fit';
import { Avatar, ChatIcon, Dialog, ForwardIcon, Kbd, PriorityMark, SearchIcon, statusLabel } from '../ui';
import { commands, usable } from './commands';
import { rank } from './fuzzy';
import { closePalette, paletteOpen } from './state';
import { customerName, visitorName } from '../store/visitor';

interface Entry {
  id: string; text: string; hint?: string; group: string; lead: ComponentChildren; keys?: string; run: () => void;
  /** Found by this too, though it is not shown. */
  also?: string;
}

const MOST = 20, MOST_PER_GROUP = 8;
const EMPTY_QUERY_GROUPS = new Set(['Commands', 'Chats']);

/** A right-to-left text must not turn the words around it. */
const isolate = (text: string) => `\u2068${text}\u2069`;

function commandEntries(): Entry[] {
  return commands.value.filter((command) => !command.hidden && usable(command)).reverse().map((command) => ({
    id: command.id, text: command.title, group: 'Commands', lead: <ForwardIcon />, keys: command.keys, run: command.run,
  }));
}

function placeEntries(): Entry[] {
  const { waiting, mine, others, tickets } = store.queue.value;
  return [
    ...[...waiting, ...mine, ...others].map((chat) => ({
      id: `chat ${chat.id}`, text: visitorName(chat.visitor), hint: isolate(chat.last.text), group: 'Chats', lead: <ChatIcon />,
        run: () => go(paths.chat(chat.id)),
    })),
    ...tickets.map((ticket) => ({
      id: `ticket ${ticket.number}`, text: `#${ticket.number} ${isolate(ticket.subject)}`,
        hint: `${isolate(customerName(ticket))} · ${statusLabel(ticket.status)}`, also: ticket.customer.email ?? '',
        group: 'Tickets',
      lead: <PriorityMark value={ticket.priority} quiet={isDone(ticket)} />, run: () => go(paths.ticket(ticket.number)),
    })),
    ...store.agents.value.map((agent) => ({
      id: `agent ${agent.id}`, text: agent.name, hint: agent.email, group: 'People',
      lead: <Avatar name={agent.name} picture={agent.picture} size={18} />, run: () => go(`/people?agent=${agent.id}`),
    })),
  ];
}

/** The group of the best comes first. */
function inGroups(ranked: Entry[]): Entry[] {
  const groups = new Map<string, Entry[]>();
  let left = MOST;
  for (const entry of ranked) {
    const list = groups.get(entry.group) ?? [];
    if (list.length < MOST_PER_GROUP && left-- > 0) groups.set(entry.group, [...list, entry]);
  }
  return [...groups.values()].flat();
}

function find(query: string): Entry[] {
  const number = /^#?(\d{4,12})$/.exec(query.trim())?.[1];
  const all = [...commandEntries(), ...placeEntries()];
  const found = query.trim() ? inGroups(rank(query, all, (item) => item.text, (item) => `${item.hint ?? ''} ${item.also ?? ''}`))
    : all.filter((item) => EMPTY_QUERY_GROUPS.has(item.group));
  if (number && !found.some((entry) => entry.id === `ticket ${number}`)) {
    found.unshift({ id: 'number', text: `Go to ticket #${number}`, group: 'Tickets', lead: <ForwardIcon />,
      run: () => go(paths.ticket(Number(number))) });
  }
  if (query.trim()) {
    found.push({ id: 'everything', text: `Search everything for ${isolate(query.trim())}`, group: 'Beyond what is loaded', lead: <SearchIcon />,
      run: () => openSearch(query.trim()) });
  }
  return found;
}

export function Palette() {
  return paletteOpen.value ? <Box /> : null;
}

function Box() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => find(query), [query, store.queue.value, commands.value]);
  const chosen = Math.min(at, found.length - 1);
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    closePalette();
    // After the dialog gave the focus back, so that a command may move it on.
    setTimeout(entry.run);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.isComposing || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step) setAt((chosen + step + found.length) % Math.max(1, found.length));
    else run(found[chosen]);
  };
  return (
    <Dialog title="Search and commands" bare onClose={closePalette}>
      <div class="palette-box">
        <SearchIcon />
        <input autofocus class="palette-input" type="text" dir="auto" placeholder="Search chats, tickets, people and commands"
          value={query} aria-label="Search" role="combobox" aria-expanded="true" aria-controls="palette-list" autoComplete="off"
          aria-activedescendant={found.length ? `palette-${chosen}` : undefined} spellcheck={false}
          onInput={(event) => { setQuery(event.currentTarget.value); setAt(0); }} onKeyDown={press} />
        <Kbd keys="escape" />
      </div>
      <ul class="palette-list" id="palette-list" role="listbox" aria-label="Results" ref={list}>
        {found.map((entry, index) => (
          <Row key={entry.id} entry={entry} index={index} chosen={index === chosen} heading={found[index - 1]?.group !== entry.group}
            onRun={run} onHover={setAt} />
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ entry, index, chosen, heading, onRun, onHover }:
  { entry: Entry; index: number; chosen: boolean; heading: boolean; onRun: (entry: Entry) => void; onHover: (index: number) => void }) {
  return (
    <>
      {heading && <li class="palette-group" role="presentation">{entry.group}</li>}
      <li id={`palette-${index}`} class="palette-row" role="option" aria-selected={chosen} onClick={() => onRun(entry)}
        onPointerMove={() => { if (!chosen) onHover(index); }}>
        <span class="palette-lead">{entry.lead}</span>
        <span class="palette-text">{entry.text}</span>
        {entry.hint && <span class="palette-hint">{entry.hint}</span>}
        {entry.keys && <Kbd keys={entry.keys} />}
      </li>
    </>
  );
}
