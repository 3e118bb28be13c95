// The queue as a wide list: views at its left, filters above it, and what can be done to many at once.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { moveInList, returnToList, ticketOfFocusedRow } from '../inbox/state';
import { openNewTicket } from '../newticket/state';
import { useCommands, type Command } from '../palette/commands';
import { isTyping } from '../palette/keys';
import { atLeast } from '../people/may';
import { store } from '../store';
import { savedViews } from '../store/saved_views';
import { remembered } from '../store/remembered';
import { BarsIcon, Button, Dialog, DownIcon, FilterIcon, IconButton, LinkIcon, Menu, PlusIcon, Skeleton, SortIcon,
  StarIcon, toast } from '../ui';
import { isNarrow } from '../ui/layout';
import { BULK, BulkBar, RefusedDialog } from './bulk';
import { Filters, FIRST_FILTER } from './filters';
import { LoadsPanel } from './loads';
import { isFiltered, LISTS, parseQuery, sameQuery, SORT_WORDS, SORTS, WORDS } from './query';
import { NameDialog, naming } from './save_view';
import { chosen, list, query, refine, select, selectAll, selectNone } from './state';
import { Table } from './table';
import './rows.css';
import './tickets.css';
import { titleOf, ViewList } from './views';

const loadsShown = remembered('tickets.loads', false);
const sheet = signal<'views' | 'filters' | null>(null);

/** Of the chosen tickets; where none is, of the row one is at. */
function onChosen(id: string): void {
  const focused = ticketOfFocusedRow();
  if (!chosen.value.length && focused) select(focused);
  requestAnimationFrame(() => document.getElementById(id)?.click());
}
const mayChange = () => chosen.value.length > 0 || ticketOfFocusedRow() !== null;

const change = (name: keyof typeof BULK, title: string, keys: string): Command =>
  ({ id: `tickets.${name}`, title, keys, group: 'Ticket list', when: mayChange, run: () => onChosen(BULK[name]) });

function useListCommands(): void {
  useCommands([
    { id: 'list.next', title: 'Next in the list', keys: 'j', group: 'Ticket list', hidden: true,
      run: () => moveInList(1) },
    { id: 'list.previous', title: 'Previous in the list', keys: 'k', group: 'Ticket list', hidden: true,
      run: () => moveInList(-1) },
    { id: 'tickets.select', title: 'Choose the ticket (with ⇧ up to here)', keys: 'x', group: 'Ticket list',
      hidden: true,
      when: () => ticketOfFocusedRow() !== null, run: () => select(ticketOfFocusedRow()!) },
    // Always: here it must not lead to another screen, and so lose a filter.
    { id: 'tickets.none', title: 'Choose none', keys: 'escape', group: 'Ticket list', run: chooseNone },
    { id: 'tickets.all', title: 'Choose all that are loaded', keys: 'mod+a', group: 'Ticket list',
      when: () => !isTyping(document.activeElement) && !document.querySelector('dialog[open]'), run: selectAll },
    { id: 'tickets.filter', title: 'Filter the list', keys: 'f', group: 'Ticket list', run: focusFilters },
    change('status', 'Change the status of the chosen', 's'), change('priority', 'Change the priority of the chosen',
      'p'),
    change('owner', 'Give the chosen to somebody', 'o'), change('labels', 'Change the labels of the chosen', 'l'),
    change('category', 'Change the category of the chosen', 'y'), change('merge', 'Merge the chosen', 'm'),
    { id: 'tickets.save', title: 'Save this view', group: 'Ticket list', when: () => !isSaved(), run: () => { naming.value = {}; } },
    { id: 'tickets.copy', title: 'Copy the link to this view', group: 'Ticket list', run: () => void copyLink() },
    { id: 'tickets.loads', title: 'Show or hide the loads', group: 'Ticket list', when: seesLoads,
      run: () => { loadsShown.value = !loadsShown.value; } },
  ]);
}

function chooseNone(): void {
  if (!chosen.value.length) return;
  selectNone();
  requestAnimationFrame(returnToList);
}

const isSaved = () => savedViews.value.some((view) => sameQuery(parseQuery(view.query), query.value));
const seesLoads = () => atLeast(store.me.value, 'manager');

function focusFilters(): void {
  if (isNarrow.value) sheet.value = 'filters';
  else document.getElementById(FIRST_FILTER)?.focus();
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast('Link copied. “My queue” and “My teams” show everybody their own.', 'good');
  } catch {
    toast('The browser did not allow copying. The link is in the address bar.', 'bad');
  }
}

export function TicketsScreen() {
  useListCommands();
  useEffect(() => selectNone, []);
  const showLoads = seesLoads() && loadsShown.value && !isNarrow.value;
  return (
    <div class="tickets" data-loads={showLoads || undefined} data-choosing={chosen.value.length > 0 || undefined}>
      {!isNarrow.value && <ViewList />}
      <div class="tickets-main">
        <Head />
        {!isNarrow.value && <Filters />}
        <Table />
        <BulkBar />
      </div>
      {showLoads && <LoadsPanel onClose={() => { loadsShown.value = false; }} />}
      <Sheets />
      <NameDialog />
      <RefusedDialog />
    </div>
  );
}

/** Other views and filters take the whole window of a phone, one at a time; choosing a view closes it. */
function Sheets() {
  const close = () => { sheet.value = null; };
  useEffect(() => { if (sheet.value === 'views') close(); }, [query.value]);
  if (!isNarrow.value || !sheet.value) return null;
  return sheet.value === 'views' ? <Dialog title="Views" onClose={close}><ViewList /></Dialog>
    : <Dialog title="Filters" onClose={close} footer={<Button variant="primary" data-autofocus onClick={close}>
      {`Show ${amount()}`}</Button>}><Filters /></Dialog>;
}

function amount(): string {
  const { size, complete, counted } = list.value;
  return `${size.value.toLocaleString()}${complete.value || counted.value !== null ? '' : '+'}`;
}
const filterCount = () => LISTS.filter((name) => query.value[name].length).length
  + WORDS.filter((name) => query.value[name]).length;

function Head() {
  const title = titleOf(query.value);
  const known = list.value.state.value === 'ready';
  const count = <span class="tickets-count" role="status">{known ? amount() : <Skeleton width="2em" />}</span>;
  return (
    <header class="tickets-head">
      {isNarrow.value
        ? <h1><button type="button" aria-haspopup="dialog" onClick={() => { sheet.value = 'views'; }}><span
          class="truncate" dir="auto">{title}</span>{count}<DownIcon /></button></h1>
        : <h1><span class="truncate" dir="auto">{title}</span>{count}</h1>}
      <div class="tickets-tools">
        {isNarrow.value && <Button icon={FilterIcon} size="sm" aria-haspopup="dialog"
          onClick={() => { sheet.value = 'filters'; }}>{`Filters${filterCount() ? ` (${filterCount()})` : ''}`}
            </Button>}
        <SortMenu />
        {isFiltered(query.value) && !isSaved() && !isNarrow.value && <Button size="sm" icon={StarIcon}
          onClick={() => { naming.value = {}; }}>Save this view</Button>}
        {!isNarrow.value && <IconButton icon={LinkIcon} label="Copy the link to this view"
          onClick={() => void copyLink()} />}
        {seesLoads() && !isNarrow.value && <Button size="sm" icon={BarsIcon} aria-pressed={loadsShown.value}
          onClick={() => { loadsShown.value = !loadsShown.value; }}>Loads</Button>}
        <Button size="sm" variant="primary" icon={PlusIcon} class="tickets-new" aria-label="New ticket"
          title="New ticket (c)" onClick={() => void openNewTicket()}>{isNarrow.value ? 'New' : 'New ticket'}</Button>
      </div>
    </header>
  );
}

const SortMenu = () => (
  <Menu label="Order" align="end"
    items={SORTS.map((sort) => ({ id: sort, label: SORT_WORDS[sort], checked: query.value.sort === sort,
      run: () => refine({ sort }) }))}
    trigger={(props) => <button {...props} type="button" class="button secondary sm" title="Order of the list"
      aria-label={`Order: ${SORT_WORDS[query.value.sort]}`}>
      <SortIcon size={14} />{!isNarrow.value && <span>{SORT_WORDS[query.value.sort]}</span>}</button>} />
);
