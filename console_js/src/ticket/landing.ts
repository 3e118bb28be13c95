/** Landing on an entry by `#entry-…` in the address: from a notification, a search or a link. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimelineEntry } from '../../../shared_js/wire';
import { fragment } from '../router';
import { toast } from '../ui';
import { scrollStory } from './scrolling';

const PREFIX = 'entry-';
/** A notification may be quicker than what it is about. */
const PATIENCE_MS = 2500;

export function entryIn(place: string): string {
  if (!place.startsWith(PREFIX)) return '';
  try {
    return decodeURIComponent(place.slice(PREFIX.length));
  } catch {
    return '';
  }
}

/** The entry one was led to, marked until one goes elsewhere. `uncover`: it may be hidden by a filter. */
export function useLanding(entries: readonly TimelineEntry[], uncover: () => void): string {
  const [landed, setLanded] = useState('');
  const done = useRef<object | null>(null);
  const jump = fragment.value;
  const id = entryIn(jump.id);
  const there = entries.some((entry) => entry.id === id);
  useEffect(() => {
    if (done.current === jump) return;
    setLanded(there ? id : '');
    if (!id) return;
    if (!there) {
      const timer = setTimeout(() => toast('That entry is not in this ticket.'), PATIENCE_MS);
      return () => clearTimeout(timer);
    }
    done.current = jump;
    uncover();
  }, [jump, there]);
  // Only when it is drawn can one go there.
  useEffect(() => { if (landed && landed === id) show(landed); }, [landed, jump]);
  return landed;
}

function show(id: string): void {
  const into = () => scrollStory(document.getElementById(PREFIX + id));
  requestAnimationFrame(() => {
    into();
    document.getElementById(PREFIX + id)?.focus({ preventScroll: true });
    // What lies above gets its true height as it comes near.
    requestAnimationFrame(into);
  });
}
