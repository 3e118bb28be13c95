// Over the timeline: kinds of entries, words to find, and the finer choices of type, person and days.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { TimelineEntry } from '../../../shared_js/wire';
import { store } from '../store';
import { isUnnamed } from '../store/visitor';
import { Button, CloseIcon, Count, Field, FilterIcon, IconButton, SearchIcon, Select } from '../ui';
import { place } from '../ui/place';
import { counted } from '../ui/words';
import {
  authors, countChosen, countGroups, hasPlace, NO_FILTER, word, type Group, type TimelineFilter,
} from './filter';

const GROUPS: { value: Group; label: string }[] = [
  { value: 'all', label: 'All' }, { value: 'messages', label: 'Messages' }, { value: 'notes', label: 'Notes' },
  { value: 'files', label: 'Files' }, { value: 'changes', label: 'Changes' }, { value: 'chat', label: 'Chat' },
];
const TYPES: Record<string, string> = {
  message: 'Messages', reply: 'Replies', note: 'Private notes', attachment: 'With files', status: 'Status',
  assignment: 'Owner', priority: 'Priority', labels: 'Labels', category: 'Category and subject', merge: 'Merges', split: 'Splits',
  mail: 'Mail', chat: 'Chat', sla: 'Deadlines', rule: 'Rules',
};

interface BarProps {
  entries: readonly TimelineEntry[]; filter: TimelineFilter; onChange: (filter: TimelineFilter) => void;
  /** How many entries fit; null while nothing is left out. */
  found: number | null;
}

export function FilterBar({ entries, filter, found, onChange }: BarProps) {
  const counts = useMemo(() => countGroups(entries), [entries]);
  const set = (changes: Partial<TimelineFilter>) => onChange({ ...filter, ...changes });
  const [typed, type] = useTyped(filter.words, (words) => { if (words !== filter.words) set({ words }); });
  return (
    <div class="filter-bar">
      <div class="segments" role="group" aria-label="Kind of entry">
        {GROUPS.map(({ value, label }) => (
          <button key={value} type="button" aria-pressed={filter.group === value}
            disabled={value !== 'all' && !counts[value]} onClick={() => set({ group: value })}>
            {label}<span class="segment-count">{counts[value]}</span>
          </button>
        ))}
      </div>
      <span class="filter-found" role="status">{found !== null && counted(found, 'hit')}</span>
      <label class="filter-words">
        <SearchIcon size={14} />
        <input type="search" aria-label="Find words in the timeline" placeholder="Find words" dir="auto" value={typed}
          onInput={(event) => type(event.currentTarget.value)} />
      </label>
      <More entries={entries} filter={filter} onChange={onChange} />
    </div>
  );
}

const PAUSE_MS = 150;

/** What stands in the field, and a way to change it; hundreds of entries are searched only in a pause of typing. */
function useTyped(words: string, search: (words: string) => void): [string, (words: string) => void] {
  const [typed, setTyped] = useState(words);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef(search);
  newest.current = search;
  useEffect(() => { setTyped(words); }, [words]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [typed, (next) => {
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => newest.current(next), PAUSE_MS);
  }];
}

function More({ entries, filter, onChange }: Omit<BarProps, 'found'>) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = countChosen(filter);
  const close = () => { setOpen(false); button.current?.focus(); };
  return (
    <span class="filter-more">
      <IconButton ref={button} icon={FilterIcon} label={chosen ? `More filters, ${chosen} chosen` : 'More filters'}
        aria-haspopup="dialog" aria-expanded={open} pressed={chosen > 0 || undefined}
        onClick={() => setOpen(!open)} />
      <Count value={chosen} />
      {open && <Panel entries={entries} filter={filter} anchor={button} onChange={onChange} onClose={close} />}
    </span>
  );
}

interface PanelProps extends Omit<BarProps, 'found'> {
  anchor: { current: HTMLButtonElement | null }; onClose: () => void;
}

function Panel({ entries, filter, anchor, onChange, onClose }: PanelProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current!.showPopover();
    place(box.current!, anchor.current!, 'end');
    box.current!.querySelector('select')!.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const away = ({ target }: Event) => {
      if (![box.current!, anchor.current!].some((place) => place.contains(target as Node))) onClose();
    };
    document.addEventListener('pointerdown', away, true);
    return () => document.removeEventListener('pointerdown', away, true);
  }, []);
  const set = (changes: Partial<TimelineFilter>) => onChange({ ...filter, ...changes });
  const types = [...new Set(entries.filter(hasPlace).map(word))].filter((type) => TYPES[type]);
  return (
    <div ref={box} popover="manual" class="menu filter-panel" role="dialog" aria-label="More filters"
      onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Escape') onClose(); }}>
      <Select label="Type" value={filter.type} onChange={(type) => set({ type })}
        options={[{ value: '', label: 'Every type' }, ...types.map((value) => ({ value, label: TYPES[value]! }))]} />
      <Select label="By" value={filter.actor} onChange={(actor) => set({ actor })}
        options={[{ value: '', label: 'Everybody' }, ...authors(entries).map(asOption)]} />
      <div class="filter-days">
        <Day label="From" value={filter.from} max={filter.to} onChange={(from) => set({ from })} />
        <Day label="To" value={filter.to} min={filter.from} onChange={(to) => set({ to })} />
      </div>
      <div class="filter-foot">
        <Button size="sm" icon={CloseIcon} disabled={!countChosen(filter)}
          onClick={() => onChange({ ...NO_FILTER, group: filter.group, words: filter.words })}>Clear</Button>
        <Button size="sm" variant="primary" onClick={onClose}>Done</Button>
      </div>
    </div>
  );
}

function asOption(actor: TimelineEntry['actor']) {
  const label = actor.id === store.me.value?.id ? `${actor.name} (me)` : isUnnamed(actor) ? 'The customer' : actor.name;
  return { value: actor.id, label };
}

interface DayProps { label: string; value: string; min?: string; max?: string; onChange: (day: string) => void }

const Day = ({ label, value, min, max, onChange }: DayProps) => (
  <Field label={label}>
    {(ids) => <input {...ids} class="input" type="date" min={min || undefined} max={max || undefined} value={value}
      onInput={(event) => onChange(event.currentTarget.value)} />}
  </Field>
);
