// The wide list with its head, what came meanwhile, and moving in it by key.
import type { RefObject } from 'preact';
import { useComputed } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { forgetPlace, moveInList, rememberPlace } from '../inbox/state';
import { Button, CheckIcon, EmptyState, ErrorState, FilterIcon, UpIcon } from '../ui';
import { isNarrow } from '../ui/layout';
import { counted } from '../ui/words';
import { dueAt } from './fit';
import { EMPTY, isFiltered, VIEW_WORDS, type Query } from './query';
import { WideGhost, WideRow } from './row';
import { chosen, lastOpened, list, query, select, selectAll, selected, selectNone, show } from './state';
import { TicketWindow, useHold } from './window';

/** In rem, as tickets.css makes them. */
const ROW = 3.5;
const CARD = 6.25;
const NEVER = 8e14;

export function Table() {
  const scroller = useRef<HTMLDivElement>(null);
  const now = list.value;
  useHold(now, scroller);
  useEffect(() => forgetPlace, [now]);
  const returning = useReturn(now.state.value === 'ready', scroller);
  const failed = now.state.value === 'failed';
  const deadlines = useComputed(() => list.value.shown.value.some((ticket) => dueAt(ticket) < NEVER));
  const empty = now.state.value === 'ready' && now.size.value === 0;
  return (
    <div class="wide-list" data-no-deadlines={deadlines.value ? undefined : true}>
      <NewPill onShow={() => { now.showNew(); scroller.current!.scrollTop = 0; }} />
      <div class="list-rows wide-rows" ref={scroller} role={failed || empty ? undefined : 'table'}
        aria-label={failed || empty ? undefined : 'Tickets'}
        aria-rowcount={failed || empty ? undefined : now.size.value + 1} aria-busy={now.state.value === 'loading'
          || undefined} onKeyDown={(event) => press(event, scroller.current!)}
        onFocusIn={() => rememberPlace(now.shown.peek().map(({ number }) => number))}>
        {failed ? <ErrorState title="The tickets could not be loaded" onRetry={() => void now.reload()}>
          {now.trouble.value}</ErrorState>
          : empty ? <Nothing query={query.value} />
            : <><Head /><TicketWindow list={now} scroller={scroller} height={isNarrow.value ? CARD : ROW}
              reveal={returning} keeps role="rowgroup"
              row={(ticket, gone, index) => <WideRow key={ticket.number} ticket={ticket} gone={gone} index={index}
                chosen={selected.value.has(ticket.number)} />}
              ghost={(index) => <WideGhost key={`ghost ${index}`} index={index} />} /></>}
        {now.state.value === 'loading' && <div class="wide-loading" aria-hidden="true">
          {Array.from({ length: 12 }, (_, index) => <WideGhost key={index} index={index} />)}</div>}
      </div>
      {!failed && now.trouble.value && <p class="wide-trouble" role="alert"><span>{now.trouble.value}</span>
        <Button size="sm" onClick={() => now.need(now.shown.value.length)}>Try again</Button></p>}
    </div>
  );
}

/** Who comes back from a ticket is at its row. */
function useReturn(ready: boolean, scroller: RefObject<HTMLElement | null>): number | null {
  const [from] = useState(() => lastOpened.peek());
  useEffect(() => {
    if (!ready || from === null) return;
    lastOpened.value = null;
    const row = () => scroller.current?.querySelector<HTMLElement>(`[data-ticket="${from}"]`);
    requestAnimationFrame(() => row()?.focus({ preventScroll: true }));
  }, [ready]);
  return from;
}

function NewPill({ onShow }: { onShow: () => void }) {
  const count = list.value.fresh.value.size;
  return (
    <div class="new-pill" role="status">
      {count > 0 && <Button size="sm" variant="primary" icon={UpIcon} onClick={onShow}>{`${count} new`}</Button>}
    </div>
  );
}

function Head() {
  const rows = list.value.shown.value.length;
  // What left the list is no longer chosen.
  const count = chosen.value.length;
  const all = rows > 0 && count >= rows;
  return (
    <div role="rowgroup" class="wide-head"><div role="row" aria-rowindex={1} class="wide-head-row">
      <span role="columnheader" class="cell-check"><label><input type="checkbox" checked={all}
        aria-label={`Select all ${counted(rows, 'loaded ticket')}`}
        ref={(box) => { if (box) box.indeterminate = count > 0 && !all; }}
          onChange={() => (all ? selectNone() : selectAll())} /></label></span>
      <span role="columnheader" class="cell-priority"><span class="sr-only">Priority</span></span>
      <span role="columnheader" class="cell-number">No.</span>
      <span role="columnheader" class="cell-subject">Subject</span>
      <span role="columnheader" class="cell-people"><span class="sr-only">Who looks at it</span></span>
      <span role="columnheader" class="cell-tags">Labels</span>
      <span role="columnheader" class="cell-owner">Owner</span>
      <span role="columnheader" class="cell-status">Status</span>
      <span role="columnheader" class="cell-due">Deadline</span>
      <span role="columnheader" class="cell-when">Changed</span>
    </div></div>
  );
}

const WORDS: Record<Query['view'], string> = {
  inbox: 'New tickets appear here by themselves.', mine: 'Tickets that you own are listed here.',
  team: 'Tickets given to a team of yours are listed here.', unassigned: 'Every ticket has an owner.',
  urgent: 'No open ticket is urgent.', overdue: 'No deadline has passed.',
};

function Nothing({ query: { view, ...rest } }: { query: Query }) {
  if (!isFiltered({ view, ...rest })) return <EmptyState icon={CheckIcon} title="All clear">{WORDS[view]}</EmptyState>;
  return (
    <EmptyState icon={FilterIcon} title="No ticket fits"
      action={<Button onClick={() => show({ ...EMPTY, view, sort: rest.sort })}>Clear the filters</Button>}>
      {`Nothing in “${VIEW_WORDS[view]}” fits all the filters. Closed tickets show only where the status says so.`}
    </EmptyState>
  );
}

/** Keys that belong to the list while the focus is in it; j and k are everywhere's. */
function press(event: KeyboardEvent, view: HTMLElement): void {
  if (event.defaultPrevented || event.altKey || event.target instanceof HTMLInputElement
    && event.target.type !== 'checkbox') return;
  const focused = () => Number(document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset.ticket);
  const page = (by: number) => {
    view.scrollTop += by * (view.clientHeight - 80);
    afterDrawing(() => focusVisible(view, by));
  };
  const mod = event.ctrlKey || event.metaKey;
  const keys: Record<string, () => void> = mod ? { a: selectAll } : {
    ArrowDown: () => moveInList(1), ArrowUp: () => moveInList(-1), PageDown: () => page(1), PageUp: () => page(-1),
    Home: () => { view.scrollTop = 0; afterDrawing(() => focusVisible(view, -1)); },
    End: () => { view.scrollTop = view.scrollHeight; afterDrawing(() => focusVisible(view, 1)); },
    X: () => { if (focused()) select(focused(), true); },
  };
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

/** A scroll is heard in the next picture, and drawn in the one after it. */
const afterDrawing = (run: () => void) => requestAnimationFrame(() => requestAnimationFrame(run));
const TRIES = 40;

/** The row at the edge one moved to, as soon as it is drawn. */
function focusVisible(view: HTMLElement, side: number, tries = TRIES): void {
  const { top, bottom } = view.getBoundingClientRect();
  const head = view.querySelector('.wide-head')?.getBoundingClientRect().height ?? 0;
  const rows = [...view.querySelectorAll<HTMLElement>('.wide-row')].filter((row) => {
    const at = row.getBoundingClientRect();
    return at.top >= top + head - 1 && at.bottom <= bottom + 1;
  });
  const row = (side > 0 ? rows.at(-1) : rows[0])?.querySelector<HTMLElement>('[data-row]');
  if (row) row.focus({ preventScroll: true });
  else if (tries) requestAnimationFrame(() => focusVisible(view, side, tries - 1));
}
