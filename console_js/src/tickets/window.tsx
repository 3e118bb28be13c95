// Draws of a long list only the rows around what one sees, in a box as high as all of them would be.
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import type { TicketList } from '../store/ticket_list';

/** Rows beyond the edges of the window; the range moves in steps, so that most scrolling draws nothing. */
const BEYOND = 14;
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
  class?: string;
  role?: 'rowgroup';
}

const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

export function TicketWindow({ list, scroller, height, row, ghost, class: extra = '', role }: Props) {
  const box = useRef<HTMLUListElement>(null);
  const [range, setRange] = useState({ from: 0, to: 3 * STEP });
  const shown = list.shown.value;
  const gone = list.gone.value;
  const size = list.size.value;
  const high = height * rem();
  useAnchor(list, shown, scroller, box, high);
  const look = useRef(() => {});
  look.current = () => {
    const view = scroller.current;
    if (!view || !box.current) return;
    const top = view.scrollTop - offsetIn(view, box.current);
    const first = Math.max(0, Math.min(size - 1, Math.floor(top / high)));
    const last = Math.max(0, Math.ceil((top + view.clientHeight) / high));
    list.see(top <= 0 ? 0 : first, last);
    list.scroll = view.scrollTop;
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
  return <ul ref={box} role={role} class={`rows windowed ${extra}`} style={{ height: `${size * high}px`, paddingTop: `${from * high}px` }}>{rows}</ul>;
}

const offsetIn = (view: HTMLElement, box: HTMLElement) =>
  box.getBoundingClientRect().top - view.getBoundingClientRect().top - view.clientTop + view.scrollTop;

/** What one reads stays where it is while rows come and go above it: the row with the focus, else the first one. */
function useAnchor(list: TicketList, shown: readonly Ticket[], scroller: RefObject<HTMLElement | null>, box: RefObject<HTMLElement | null>, high: number) {
  const before = useRef<{ list: TicketList; rows: readonly Ticket[] } | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = { list, rows: shown };
    const view = scroller.current;
    if (!view || !box.current || !was) return;
    if (was.list !== list) { view.scrollTop = list.scroll; return; }
    const top = view.scrollTop - offsetIn(view, box.current);
    if (was.rows === shown || top <= 0) return;
    const first = Math.floor(top / high);
    const focused = Number(document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset.ticket);
    const seen = was.rows.slice(first, first + ANCHORS);
    const anchor = [...seen.filter(({ number }) => number === focused), ...seen].find(({ number }) => indexOf(shown, number, first) >= 0);
    if (!anchor) return;
    const moved = indexOf(shown, anchor.number, first) - (first + seen.indexOf(anchor));
    if (moved) view.scrollTop += moved * high;
  }, [list, shown]);
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
