// Keeps the row under the pointer (or with the focus) where it is while rows enter and leave above it. What that
// takes is lent: scrolled rows or an empty space at the top, given back when the pointer leaves.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const ROW = '[data-row]';

export function useSteadyRows(box: RefObject<HTMLElement | null>): void {
  const before = useRef<{ row: Element; top: number } | null>(null);
  const lent = useRef({ scroll: 0, space: 0 });
  const row = anchor(box.current);
  before.current = row && { row, top: row.getBoundingClientRect().top };
  useLayoutEffect(() => {
    const list = box.current;
    const was = before.current;
    if (!list || !was?.row.isConnected) return;
    const moved = was.row.getBoundingClientRect().top - was.top;
    const missing = Math.max(0, -moved - list.scrollTop);
    if (missing) list.style.paddingTop = `${lent.current.space += missing}px`;
    if (list.scrollTop === 0 || lent.current.scroll) lent.current.scroll += moved + missing;
    if (moved) list.scrollTop += moved + missing;
  });
  useEffect(() => {
    const list = box.current;
    if (!list) return;
    const giveBack = () => {
      const { scroll } = lent.current;
      lent.current = { scroll: 0, space: 0 };
      list.style.paddingTop = '';
      if (scroll > 0) list.scrollBy({ top: -scroll, behavior: 'smooth' });
    };
    list.addEventListener('pointerleave', giveBack);
    return () => list.removeEventListener('pointerleave', giveBack);
  }, [box.current]);
}

function anchor(list: HTMLElement | null): Element | null {
  if (!list) return null;
  const hovered = list.matches(':hover') ? list.querySelector(`${ROW}:hover`) : null;
  if (hovered) return hovered;
  if (document.activeElement && list.contains(document.activeElement)) return document.activeElement.closest(ROW);
  return list.scrollTop > 0 ? firstVisible(list) : null;
}

function firstVisible(list: HTMLElement): Element | null {
  const { top } = list.getBoundingClientRect();
  for (const row of list.querySelectorAll(ROW)) if (row.getBoundingClientRect().bottom > top + 30) return row;
  return null;
}
