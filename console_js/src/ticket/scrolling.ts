/** Where one is in the timeline: at its end or further up, and what of it has been before one's eyes. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { TicketLive } from './live';

const NEAR_PX = 80;
const SETTLING_FRAMES = 4;

interface Into { block?: 'center' | 'start'; behavior?: ScrollBehavior }

/** Brings an entry into sight by scrolling the timeline alone: `scrollIntoView` would move all that lies around it. */
export function scrollStory(entry: HTMLElement | null, { block = 'center', behavior = 'auto' }: Into = {}): void {
  const box = entry?.closest<HTMLElement>('.story');
  if (!entry || !box) return;
  const from = entry.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const spare = block === 'center' ? Math.max(0, (box.clientHeight - entry.offsetHeight) / 2) : 0;
  box.scrollTo({ top: from - spare, behavior });
}

const FOCUS_STEP_MS = 80;
const FOCUS_STEPS = 20;

/**
 * What was pressed is gone, and with it the focus: it goes to the timeline, as soon as one is drawn. Not if the focus
 * has found another place.
 */
export function focusStory(steps = FOCUS_STEPS): void {
  setTimeout(() => {
    const lost = !document.activeElement || document.activeElement === document.body;
    if (lost) document.querySelector<HTMLElement>('.story')?.focus({ preventScroll: true });
    // The timeline itself may be drawn anew.
    if (steps) focusStory(steps - 1);
  }, FOCUS_STEP_MS);
}

/** To the timeline of a ticket that is just being opened, wherever the focus was. */
export function focusOpened(number: number, steps = FOCUS_STEPS): void {
  const story = document.querySelector<HTMLElement>(`[aria-label="Ticket ${number}"] .story`);
  if (story) story.focus({ preventScroll: true });
  else if (steps) setTimeout(() => focusOpened(number, steps - 1), FOCUS_STEP_MS);
}

const FIRST = 60;
const STEP = 40;

/**
 * How many entries are drawn, counted from the newest: a screenful at once, those further up in pauses, so that a long
 * ticket opens as quickly as a short one.
 */
export function useGrowing(length: number, filter: unknown): number {
  const drawn = useRef({ filter, room: FIRST });
  const [, redraw] = useState(0);
  if (drawn.current.filter !== filter) drawn.current = { filter, room: FIRST };
  const { room } = drawn.current;
  useEffect(() => {
    if (room >= length) return;
    const timer = setTimeout(() => {
      drawn.current.room = Math.max(drawn.current.room, room + STEP);
      redraw((turn) => turn + 1);
    }, 30);
    return () => clearTimeout(timer);
  }, [room, length, filter]);
  return room;
}

/** Stays at the newest entry while one is there; else counts what came below. */
export function useEnd(length: number, filter: unknown, room: number) {
  const box = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const known = useRef(length);
  const [below, setBelow] = useState(0);
  const top = useRef(0);
  const toEnd = (frames = SETTLING_FRAMES) => {
    const here = box.current;
    if (!here) return;
    // The browser would hold on to what it shows while the entries below it grow: that looks like scrolling up.
    here.style.setProperty('overflow-anchor', 'none');
    here.scrollTo(0, here.scrollHeight);
    // What was off the screen gets its true height only once it is on it, and pushes the end further down.
    if (frames) requestAnimationFrame(() => { if (atEnd.current) toEnd(frames - 1); });
  };
  useLayoutEffect(() => {
    if (atEnd.current) {
      toEnd();
      known.current = length;
      setBelow(0);
    } else setBelow(Math.max(0, length - known.current));
  }, [length, filter, room]);
  useEffect(() => {
    // The field below grows and shrinks; the last entry stays in sight.
    const watcher = new ResizeObserver(() => { if (atEnd.current) toEnd(); });
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);
  const onScroll = () => {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    // Only who scrolls up leaves the end; entries that grow take nobody away from it.
    atEnd.current = near || (atEnd.current && scrollTop >= top.current);
    top.current = scrollTop;
    if (!atEnd.current) box.current.style.removeProperty('overflow-anchor');
    if (near) {
      known.current = length;
      setBelow(0);
    }
  };
  return {
    box, onScroll, below, atEnd,
    toEnd: () => { atEnd.current = true; toEnd(); },
    leaveEnd: () => { atEnd.current = false; box.current?.style.removeProperty('overflow-anchor'); },
  };
}

/** Shorter than this on the screen is not seen. */
const GLANCE_MS = 1000;

/** Entries count as seen once they have stood on a screen that somebody looks at, and the end of them was in sight. */
export function useSeen(live: TicketLive, box: RefObject<HTMLElement | null>, inSight: () => boolean): void {
  const ready = useRef(inSight);
  ready.current = inSight;
  useEffect(() => {
    let since = 0;
    let upTo = live.seen.peek();
    const look = () => {
      const looking = document.visibilityState === 'visible' && box.current?.offsetParent && ready.current();
      if (!looking) since = 0;
      else if (!since || upTo !== live.seq.peek()) {
        since = Date.now();
        upTo = live.seq.peek();
      } else if (Date.now() - since >= GLANCE_MS && upTo > live.seen.peek()) live.seen.value = upTo;
    };
    const timer = setInterval(look, GLANCE_MS / 4);
    return () => clearInterval(timer);
  }, [live]);
}
