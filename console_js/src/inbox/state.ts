// Moving in the list by key: the focus itself moves, so Enter, the screen reader and the eye agree on where one is.

let clicked: Element | null = null;
/** A row reached by the pointer is no place to type commands: what is typed there was meant for somebody. */
export const noteClick = (event: PointerEvent) => { clicked = (event.target as Element).closest('[data-row]'); };
const focusedRow = () => document.activeElement?.closest<HTMLElement>('.list-rows [data-row]') ?? null;
export const inClickedRow = (): boolean => clicked !== null && focusedRow() === clicked;

/** Where the focus was last, and what came before and after it then: rows may leave the list, and take it along. */
let left: { numbers: readonly number[]; at: number } | null = null;
export function rememberPlace(numbers: readonly number[]): void {
  const at = numbers.indexOf(ticketOfFocusedRow() ?? 0);
  if (at >= 0) left = { numbers, at };
}
export const forgetPlace = () => { left = null; };

/** Of the numbers that were listed when the focus was at `at`, the nearest one in that direction that still is. */
export function nextOf(numbers: readonly number[], at: number, still: ReadonlySet<number>, step: 1 | -1): number | undefined {
  for (let next = at; next >= 0 && next < numbers.length; next += step) {
    if (still.has(numbers[next]!) && next !== at) return numbers[next];
  }
  return still.has(numbers[at]!) ? numbers[at] : undefined;
}

/** Back to the row that had the focus, if the list still has it. */
export function returnToList(): void {
  const number = left?.numbers[left.at];
  if (!focusedRow()) document.querySelector<HTMLElement>(`.list-rows [data-ticket="${number}"]`)?.focus({ preventScroll: true });
}

function resumed(rows: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  const drawn = new Map(rows.map((row) => [Number(row.dataset.ticket), row]));
  const number = left ? nextOf(left.numbers, left.at, new Set(drawn.keys()), step) : undefined;
  return number === undefined ? undefined : drawn.get(number);
}

export function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.list-rows [data-row]')];
  const focused = rows.indexOf(focusedRow()!);
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true');
  clicked = null;
  const next = at < 0 ? resumed(rows, step) ?? begin(rows, step) : rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  next?.focus({ preventScroll: true });
  next?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** Of a long list more is drawn than one sees: it begins with what one sees. */
function begin(rows: readonly HTMLElement[], step: 1 | -1): HTMLElement | undefined {
  const view = rows[0]?.closest('.list-rows')?.getBoundingClientRect();
  const seen = rows.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return view && top >= view.top && bottom <= view.bottom;
  });
  return step > 0 ? seen[0] ?? rows[0] : seen.at(-1) ?? rows.at(-1);
}

export const inRow = (): boolean => focusedRow() !== null;
/** The chat, or the ticket, of the row that has the focus, if any. */
export const chatOfFocusedRow = (): string | null => focusedRow()?.dataset.chat ?? null;
export const ticketOfFocusedRow = (): number | null => Number(focusedRow()?.dataset.ticket) || null;
