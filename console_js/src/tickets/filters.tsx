// The filters of the list as chips, each with its menu; what is chosen stands in the address.
import { useEffect, useRef, useState } from 'preact/hooks';
import { needCategories, needLabels } from '../ticket/labels';
import { Button, CloseIcon, Dialog, DownIcon, Field, Menu, Picker, SearchIcon, serverNow } from '../ui';
import { chosenWords, choose, FIELDS, spans, type FilterField } from './fields';
import { EMPTY, isFiltered, type Query } from './query';
import { query, refine, show } from './state';

export const FIRST_FILTER = 'filter-status';

export function Filters() {
  useEffect(() => { needLabels(); needCategories(); }, []);
  const now = query.value;
  return (
    <div class="filters" role="group" aria-label="Filters">
      <Words value={now.q} />
      {FIELDS.map((field) => <FieldChip key={field.name} field={field} now={now} />)}
      <Dates now={now} />
      {isFiltered(now) && <Button size="sm" variant="ghost"
        onClick={() => show({ ...EMPTY, view: now.view, sort: now.sort })}>Clear all</Button>}
    </div>
  );
}

interface ChipProps { label: string; words: string; onClear: () => void; children: preact.ComponentChildren }

/** What a chosen filter says, and a cross that takes it away. */
const Chip = ({ label, words, onClear, children }: ChipProps) => (
  <span class="chip" data-on={words ? true : undefined}>
    {children}
    {words && <button type="button" class="chip-clear" aria-label={`Clear the filter: ${label}`} title="Clear"
      onClick={onClear}><CloseIcon size={12} /></button>}
  </span>
);

const ChipWords = ({ label, words }: { label: string; words: string }) => (
  <>{label}{words ? <>: <strong class="truncate" dir="auto">{words}</strong></> : <DownIcon size={12} />}</>
);

function FieldChip({ field, now }: { field: FilterField; now: Query }) {
  const words = chosenWords(field, now);
  return (
    <Chip label={field.label} words={words} onClear={() => refine({ [field.name]: [] })}>
      <Picker label={`Filter by ${field.label.toLowerCase()}`} placeholder={field.placeholder}
        nothing="There is nothing like it." multiple
        choices={field.choices(now)} onChoose={(value) => refine(choose(field, query.value, value))}
        trigger={(props) => <button {...props} type="button" id={`filter-${field.name}`} class="chip-button"><ChipWords
          label={field.label} words={words} /></button>} />
    </Chip>
  );
}

function dateWords({ from, to }: Query): string {
  const known = spans(serverNow()).find((span) => span.from === from && span.to === to);
  if (!from && !to) return '';
  return known?.label ?? (from && to ? `${from} to ${to}` : from ? `since ${from}` : `until ${to}`);
}

function Dates({ now }: { now: Query }) {
  const [asking, setAsking] = useState(false);
  const words = dateWords(now);
  return (
    <Chip label="Created" words={words} onClear={() => refine({ from: '', to: '' })}>
      <Menu label="Filter by date" items={[
        ...spans(serverNow()).map(({ id, label, from, to }) => ({ id, label, checked: now.from === from
          && now.to === to, run: () => refine({ from, to }) })),
        { id: 'between', label: 'Between two days…', divide: true, run: () => setAsking(true) },
      ]} trigger={(props) => <button {...props} type="button" class="chip-button"><ChipWords label="Created"
        words={words} /></button>} />
      {asking && <Between now={now} onClose={() => setAsking(false)} />}
    </Chip>
  );
}

function Between({ now, onClose }: { now: Query; onClose: () => void }) {
  const [from, setFrom] = useState(now.from.slice(0, 10));
  const [to, setTo] = useState(now.to.slice(0, 10));
  const wrong = Boolean(from && to && from > to);
  const save = () => { if (!wrong) { refine({ from, to }); onClose(); } };
  return (
    <Dialog title="Tickets created" size="sm" onClose={onClose} onSubmit={save}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary">Show</Button></>}>
      <Field label="From" hint="Days in UTC; leave one empty for no limit.">{(ids) => <input {...ids} type="date"
        class="input" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}</Field>
      <Field label="Up to and including" error={wrong ? 'This is before the first day.' : null}>
        {(ids) => <input {...ids} type="date" class="input" value={to}
          onInput={(event) => setTo(event.currentTarget.value)} />}</Field>
    </Dialog>
  );
}

const TYPING_MS = 350;

function Words({ value }: { value: string }) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (document.activeElement !== field.current) setTyped(value); }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (words: string) => {
    clearTimeout(timer.current);
    if (words.trim() !== query.value.q) refine({ q: words.trim() }, { replace: query.value.q !== '' });
  };
  return (
    <label class="list-words">
      <SearchIcon size={14} />
      <input ref={field} type="search" dir="auto" placeholder="Find words" aria-label="Words in these tickets"
        value={typed} maxLength={500} spellcheck={false}
        onInput={(event) => {
          const words = event.currentTarget.value;
          setTyped(words);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => ask(words), TYPING_MS);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Enter') ask(event.currentTarget.value);
          else if (event.key === 'Escape' && !event.currentTarget.closest('dialog')) event.currentTarget.blur();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }} />
    </label>
  );
}
