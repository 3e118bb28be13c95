// Choosing entries of the timeline by key or pointer, and the bar that says what becomes of them.
import { useEffect } from 'preact/hooks';
import type { RefObject } from 'preact';
import { Button, SplitIcon } from '../ui';
import { ticketDialog } from './dialogs';
import { splitSelection, stopChoosing } from './split_selection';

const BOX = 'input.entry-choose';

/** Who begins to choose goes on by key: to the first entry in sight, and afterwards back to the timeline. */
export function useChoosingFocus(story: RefObject<HTMLElement | null>, choosing: boolean): void {
  useEffect(() => {
    if (!choosing || !story.current) return;
    const list = story.current;
    const { top, bottom } = list.getBoundingClientRect();
    const boxes = [...list.querySelectorAll<HTMLElement>(BOX)];
    const inSight = (box: HTMLElement) => {
      const at = box.getBoundingClientRect();
      return at.top >= top && at.bottom <= bottom;
    };
    (boxes.find(inSight) ?? boxes[0])?.focus();
    return () => { if (list.contains(document.activeElement)) list.focus({ preventScroll: true }); };
  }, [choosing]);
}

/** j and k go from one to the next, x chooses as Space does, Enter goes on with what is chosen. */
export function pressWhileChoosing(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const here = event.target as HTMLElement;
  if (!here.matches(BOX) || event.ctrlKey || event.metaKey || event.altKey) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>(BOX)];
  const step = (by: number) => () => boxes[boxes.indexOf(here) + by]?.focus();
  const keys: Record<string, () => void> = {
    j: step(1), ArrowDown: step(1), k: step(-1), ArrowUp: step(-1), x: () => here.click(),
    Enter: () => { if (splitSelection.value?.size) ticketDialog.value = 'split'; },
  };
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

/** `refusal`: why these can't go, told while one still chooses. */
export const Choosing = ({ count, refusal }: { count: number; refusal: string | null }) => (
  <div class="choosing" role="region" aria-label="Choose entries">
    <span role="status">{!count ? 'Choose what belongs in another ticket' : refusal ?? `${count} chosen`}
      {!count && <span class="quiet choosing-keys"> by j, k and x, then Enter</span>}</span>
    <Button size="sm" onClick={stopChoosing}>Cancel</Button>
    <Button size="sm" variant="primary" icon={SplitIcon} disabled={!count || refusal !== null}
      onClick={() => { ticketDialog.value = 'split'; }}>New ticket from these</Button>
  </div>
);
