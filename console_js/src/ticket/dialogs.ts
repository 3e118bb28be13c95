/** Which dialog about tickets is shown: asked for by keys, the timeline, the palette and lists. */
import { signal } from '@preact/signals';

/** Of the open ticket. */
export const ticketDialog = signal<'merge' | 'split' | null>(null);

/** Tickets chosen in a list that are to become one; the dialog is drawn by the shell. */
export const mergeAsked = signal<{ numbers: readonly number[]; onDone?: (() => void) | undefined } | null>(null);

export function askMerge(numbers: readonly number[], onDone?: () => void): void {
  mergeAsked.value = { numbers, onDone };
}
