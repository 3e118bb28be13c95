// Keeps the row under the pointer (or with the focus) where it is while rows enter and leave above it.
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const ROW = '[data-row]';

export function useSteadyRows(box: RefObject<HTMLElement | null>): void {
  const before = useRef<{ row: Element; top: number } | null>(null);
  const row = anchor(box.current);
  before.current = row && { row, top: row.getBoundingClientRect().top };
  useLayoutEffect(() => {
    const list = box.current;
    const was = before.current;
    if (!list || !was?.row.isConnected) return;
    const moved = was.row.getBoundingClientRect().top - was.top;
    if (moved) list.scrollTop += moved;
  });
}

function anchor(list: HTMLElement | null): Element | null {
  if (!list) return null;
  const hovered = list.matches(':hover') ? list.querySelector(`${ROW}:hover`) : null;
  if (hovered) return hovered;
  if (document.activeElement && list.contains(document.activeElement)) return document.activeElement.closest(ROW);
  return list.scrollTop > 0 ? firstVisible(list) : null;
}

function firstVisible(list: HTMLElement): Element | null {
  const top = list.getBoundingClientRect().top;
  for (const row of list.querySelectorAll(ROW)) if (row.getBoundingClientRect().bottom > top + 30) return row;
  return null;
}
