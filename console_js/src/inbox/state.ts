// What of the list is chosen, and kept over a reload; and moving in it by key.
import { signal } from '@preact/signals';
import { remembered } from '../store/remembered';
import type { StatusFilter, Tab } from './filter';

export const tab = remembered<Tab>('inbox.tab', 'all');
export const statusFilter = signal<StatusFilter>('unclosed');

let clicked: Element | null = null;
/** A row reached by the pointer is no place to type commands: what is typed there was meant for somebody. */
export const noteClick = (event: PointerEvent) => { clicked = (event.target as Element).closest('[data-row]'); };
const focusedRow = () => document.activeElement?.closest<HTMLElement>('.list [data-row]') ?? null;
export const inClickedRow = (): boolean => clicked !== null && focusedRow() === clicked;

/** j and k move the focus itself, so Enter, the screen reader and the eye agree on where one is. */
export function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.list [data-row]')];
  const focused = rows.indexOf(document.activeElement?.closest('[data-row]') as HTMLElement);
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true');
  clicked = null;
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

export const inRow = (): boolean => focusedRow() !== null;
/** The chat of the row that has the focus, if any. */
export const chatOfFocusedRow = (): string | null => focusedRow()?.dataset.chat ?? null;
