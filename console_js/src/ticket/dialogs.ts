/** Which dialog of the open ticket is shown: asked for by keys, the timeline and the palette. */
import { signal } from '@preact/signals';

export const ticketDialog = signal<'merge' | 'split' | null>(null);
