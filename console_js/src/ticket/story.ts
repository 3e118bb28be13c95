/** How the entries of a timeline hang together. Pure. */
import type { TimelineEntry } from '../../../shared_js/wire';

/** What was said in the chat before the ticket was made comes first, and has no number here. */
export const isTranscript = (entry: TimelineEntry) => entry.seq === 0;

const TOGETHER_MS = 5 * 60_000;

/** Whether an entry goes on where the one before stopped: same author, same kind, a few minutes at most. */
export function continues(entry: TimelineEntry, before: TimelineEntry | undefined): boolean {
  return before !== undefined && entry.body !== undefined && before.body !== undefined
    && entry.actor.id === before.actor.id && entry.audience === before.audience
    && isTranscript(entry) === isTranscript(before)
    && Date.parse(entry.at) - Date.parse(before.at) < TOGETHER_MS;
}
