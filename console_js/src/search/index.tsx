// `/`: one box over numbers, subjects, messages, notes, customers and file names. Enter opens the very entry.
import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../router';
import { store } from '../store';
import { Dialog, EmptyState, ErrorState, Kbd, SearchIcon, Skeleton } from '../ui';
import { categoryNames, labelNames } from './names';
import { suggest, withSuggestion, type Suggestion } from './operators';
import { rowsOf, ResultRow, type Row } from './results';
import './search.css';
import { ask, found, recent, remember, searching, searchOpen, trouble, type, typed } from './state';

export function Search() {
  return searchOpen.value ? <Box /> : null;
}

const close = () => { searchOpen.value = false; };

function rowsNow(suggestions: Suggestion[]): Row[] {
  if (!typed.value.trim()) return recent.value.map((query) => ({ kind: 'recent', id: `r ${query}`, query }));
  const begun: Row[] = suggestions.map((suggestion) => ({ kind: 'suggestion', id: `s ${suggestion.insert}`, suggestion }));
  return [...begun, ...(found.value ? rowsOf(found.value.answer, found.value.query) : [])];
}

function useNames() {
  useEffect(() => { void labelNames.load(); void categoryNames.load(); }, []);
  return {
    labels: labelNames.value, categories: categoryNames.value, agents: store.agents.value.map(({ name }) => name),
    teams: store.teams.value.map(({ name }) => name),
  };
}

function Box() {
  const [at, setAt] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const suggestions = suggest(typed.value, useNames());
  const rows = rowsNow(suggestions);
  // Enter opens what was found, not what could be typed.
  const first = typed.value.trim() ? rows.findIndex((row) => row.kind !== 'suggestion') : 0;
  const chosen = Math.min(at ?? first, rows.length - 1);
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  useEffect(() => { input.current?.select(); }, []);
  const write = (text: string) => { type(text); setAt(null); };
  const run = (row: Row | undefined) => {
    if (!row) return;
    if (row.kind === 'suggestion') write(withSuggestion(typed.value, row.suggestion));
    else if (row.kind === 'recent') write(row.query);
    else {
      remember(typed.value);
      close();
      setTimeout(() => go(row.path));
    }
    if (row.kind === 'suggestion' || row.kind === 'recent') input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const suggestion = suggestions[0];
    if (step) setAt((chosen + step + rows.length) % Math.max(1, rows.length));
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) showAll();
    else if (event.key === 'Enter') run(rows[chosen]);
    else if (event.key === 'Tab' && !event.shiftKey && suggestion) write(withSuggestion(typed.value, suggestion));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Search" bare size="lg" onClose={close}>
      <div class="palette-box">
        <SearchIcon />
        <input ref={input} autofocus class="palette-input" type="text" dir="auto" value={typed.value} aria-label="Search tickets and customers"
          placeholder="Search tickets, messages, notes, customers, files" role="combobox" aria-expanded="true" aria-controls="search-list"
          autoComplete="off" spellcheck={false} aria-activedescendant={rows[chosen] ? `search-${chosen}` : undefined}
          onInput={(event) => write(event.currentTarget.value)} onKeyDown={press} />
        <Kbd keys="escape" />
      </div>
      <Hints />
      <ul class="search-list" id="search-list" role="listbox" aria-label="Results" aria-busy={searching.value} ref={list}>
        {rows.map((row, index) => <ResultRow key={row.id} row={row} index={index} chosen={index === chosen}
          heading={rows[index - 1]?.kind !== row.kind} onRun={run} onHover={setAt} />)}
      </ul>
      <State rows={rows} />
      <Foot />
    </Dialog>
  );
}

function showAll() {
  remember(typed.value);
  close();
  go(`/tickets?q=${encodeURIComponent(typed.value.trim())}&status=any`);
}

const Hints = () => {
  const hints = found.value?.answer.hints ?? [];
  return hints.length ? <ul class="search-hints" role="status">{hints.map((hint) => <li key={hint}>{hint}</li>)}</ul> : null;
};

function State({ rows }: { rows: Row[] }) {
  if (trouble.value) return <ErrorState title="The search did not answer" onRetry={() => void ask(typed.value)}>{trouble.value}</ErrorState>;
  if (!typed.value.trim()) {
    return rows.length ? null : <EmptyState icon={SearchIcon} title="Find anything that was written">Words, “a phrase”, a number, or
      label:refund status:open from:example.com</EmptyState>;
  }
  if (!found.value && searching.value) return <div class="search-ghosts">{[70, 52, 64].map((width) => <Skeleton key={width} width={`${width}%`} height="34px" />)}</div>;
  const any = rows.some(({ kind }) => kind === 'ticket' || kind === 'customer');
  return any || searching.value ? null : <EmptyState title="Nothing found">Fewer words, or the beginning of one, find more.</EmptyState>;
}

function Foot() {
  const { items = [], total, next = null } = found.value?.answer ?? {};
  if (!typed.value.trim() || !items.length) return null;
  const count = total ?? items.length;
  return (
    <footer class="search-foot">
      <span role="status">{total === undefined && next ? `More than ${count} tickets` : count === 1 ? '1 ticket' : `${count} tickets`}</span>
      <button type="button" class="search-all" onClick={showAll}>Show all in the list <Kbd keys="mod+enter" /></button>
    </footer>
  );
}
