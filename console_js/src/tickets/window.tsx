// Draws of a long list only the rows around what one sees, in a box as high as all of them would be.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import type { TicketList } from '../store/ticket_list';

/** Rows beyond the edges of the window; the range moves in steps, so that most scrolling draws nothing. */
const BEYOND = 8;
const STEP = 8;
/** How many rows ahead are asked for. */
const AHEAD = 120;
const ANCHORS = 60;

interface Props {
  list: TicketList;
  scroller: RefObject<HTMLElement | null>;
  /** Of a row, in rem: as high as its CSS makes it. */
  height: number;
  row: (ticket: Ticket, gone: boolean, index: number) => ComponentChildren;
  /** For a row that is still on its way. */
  ghost: (index: number) => ComponentChildren;
  /** Brought into the window when it changes: the ticket that is open. */
  reveal?: number | null;
  /** Comes back to where it was left. */
  keeps?: boolean;
  /** Of a table; a plain list without. */
  role?: 'rowgroup';
}

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

export function TicketWindow({ list, scroller, height, row, ghost, reveal = null, keeps = false, role }: Props) {
  const box = useRef<HTMLDivElement & HTMLUListElement>(null);
  const [range, setRange] = useState({ from: 0, to: 3 * STEP });
  const shown = list.shown.value;
  const gone = list.gone.value;
  const size = list.size.value;
  const high = height * rem();
  useAnchor(list, shown, scroller, box, high);
  usePlace({ list, scroller, box, high, reveal, keeps });
  const look = useRef(() => {});
  look.current = () => {
    const view = scroller.current;
    if (!view || !box.current) return;
    const top = view.scrollTop - offsetIn(view, box.current);
    const first = Math.max(0, Math.min(size - 1, Math.floor(top / high)));
    const last = Math.max(0, Math.ceil((top + view.clientHeight) / high));
    list.see(top <= 0 ? 0 : first, last);
    if (keeps) list.scroll = view.scrollTop;
    const from = Math.max(0, Math.floor((first - BEYOND) / STEP) * STEP);
    const to = Math.ceil((last + BEYOND) / STEP) * STEP;
    setRange((was) => (was.from === from && was.to === to ? was : { from, to }));
    list.need(last + AHEAD);
  };
  useLayoutEffect(() => look.current(), [list, size, high]);
  useEffect(() => {
    const view = scroller.current!;
    const seen = () => look.current();
    const resized = new ResizeObserver(seen);
    view.addEventListener('scroll', seen, { passive: true });
    resized.observe(view);
    return () => { view.removeEventListener('scroll', seen); resized.disconnect(); };
  }, [list]);
  const to = Math.min(size, range.to);
  const from = Math.min(range.from, Math.max(0, to - STEP));
  const rows: ComponentChildren[] = [];
  for (let index = from; index < to; index += 1) {
    const ticket = shown[index];
    rows.push(ticket ? row(ticket, gone.has(ticket.number), index) : ghost(index));
  }
  const style = { height: `${size * high}px`, paddingTop: `${from * high}px` };
  return role ? <div ref={box} role={role} class="windowed" style={style}>{rows}</div> : <ul ref={box}
    class="rows windowed" style={style}>{rows}</ul>;
}

const offsetIn = (view: HTMLElement, box: HTMLElement) =>
  box.getBoundingClientRect().top - view.getBoundingClientRect().top - view.clientTop + view.scrollTop;

/** What one reads stays where it is while rows come and go above it: the row with the focus, else the first one. */
function useAnchor(list: TicketList, shown: readonly Ticket[], scroller: RefObject<HTMLElement | null>,
  box: RefObject<HTMLElement | null>, high: number) {
  const before = useRef<{ list: TicketList; rows: readonly Ticket[] } | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { list, rows: shown };
    const view = scroller.current;
    if (!view || !box.current || !was) return;
    if (was.list !== list) return;
    const top = view.scrollTop - offsetIn(view, box.current);
    if (was.rows === shown || top <= 0) return;
    const first = Math.floor(top / high);
    const focused = Number(document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset.ticket);
    const seen = was.rows.slice(first, first + ANCHORS);
    const anchor = [...seen.filter(({ number }) => number === focused), ...seen].find(({ number }) => indexOf(shown,
      number, first) >= 0);
    if (!anchor) return;
    const moved = indexOf(shown, anchor.number, first) - (first + seen.indexOf(anchor));
    if (moved) view.scrollTop += moved * high;
  }, [list, shown]);
}

interface PlaceProps extends Pick<Props,
  'list' | 'scroller'> { box: RefObject<HTMLElement | null>; high: number; reveal: number | null; keeps: boolean }

/** Another list begins where it was left, or at its top; the open ticket is in sight. */
function usePlace({ list, scroller, box, high, reveal, keeps }: PlaceProps) {
  const ready = list.state.value === 'ready';
  useLayoutEffect(() => { if (keeps && ready && scroller.current) scroller.current.scrollTop = list.scroll; },
    [list, ready]);
  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || !box.current || reveal === null || !ready) return;
    const index = list.shown.peek().findIndex((row) => row.number === reveal);
    const top = offsetIn(view, box.current) + index * high;
    if (index >= 0 && (top < view.scrollTop + high
      || top + high > view.scrollTop + view.clientHeight)) view.scrollTop = top - view.clientHeight / 3;
  }, [list, ready, reveal]);
}

/** Most often it is near where it was. */
function indexOf(rows: readonly Ticket[], number: number, near: number): number {
  const from = Math.max(0, near - ANCHORS);
  const close = rows.slice(from, near + 2 * ANCHORS).findIndex((row) => row.number === number);
  return close >= 0 ? from + close : rows.findIndex((row) => row.number === number);
}

/** Rows keep their places while the pointer is over them or the keyboard is in them. */
export function useHold(list: TicketList, scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = scroller.current!;
    let pointer = view.matches(':hover') && matchMedia('(hover: hover)').matches;
    const byKey = () => view.querySelector('[data-ticket]:focus-visible') !== null;
    const tell = () => list.hold(pointer || byKey());
    const enter = (event: PointerEvent) => { pointer = event.pointerType === 'mouse'; tell(); };
    const leave = () => { pointer = false; tell(); };
    const focus = () => {
      // One has moved on: what waited for that takes its place.
      if (!pointer) list.settle();
      tell();
    };
    const blur = () => setTimeout(tell);
    tell();
    view.addEventListener('pointerenter', enter);
    view.addEventListener('pointerleave', leave);
    view.addEventListener('focusin', focus);
    view.addEventListener('focusout', blur);
    return () => {
      list.hold(false);
      view.removeEventListener('pointerenter', enter);
      view.removeEventListener('pointerleave', leave);
      view.removeEventListener('focusin', focus);
      view.removeEventListener('focusout', blur);
    };
  }, [list]);
}
