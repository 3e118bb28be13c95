/** Entries chosen to be moved to a ticket of their own; null while one does not choose. */
import { signal } from '@preact/signals';
import type { TimelineEntry } from '../../../shared_js/wire';

export const splitSelection = signal<ReadonlySet<string> | null>(null);

/** Only what was written by somebody, is read here, and stands: messages, replies and notes. */
export const maySplit = ({ body, moved_to, delivery }: TimelineEntry): boolean =>
  body !== undefined && moved_to === undefined && delivery !== 'undone';

export function startChoosing(first?: string): void {
  splitSelection.value = new Set(first ? [first] : []);
}

export function toggleChosen(id: string): void {
  const chosen = new Set(splitSelection.value);
  if (!chosen.delete(id)) chosen.add(id);
  splitSelection.value = chosen;
}

export function stopChoosing(): void {
  splitSelection.value = null;
}
