/** How the entries of a timeline hang together. Pure. */
import type { TimelineEntry } from '../../../shared_js/wire';

/** What was said in the chat before the ticket was made has no number here, and neither has what was merged in. */
export const isTranscript = (entry: TimelineEntry) => entry.seq === 0 && entry.from === undefined;

/** What opened a ticket by hand: the customer's words, which an agent wrote down. */
export const isWrittenDown = ({ type, actor }: TimelineEntry) => type === 'message.opened' && actor.kind === 'agent';

const TOGETHER_MS = 5 * 60_000;
const PLAIN = /^message(\.|$)|^note\.chat$/;

/** Whether an entry goes on where the one before stopped: same author, a few minutes at most, both said in a chat. */
export function continues(entry: TimelineEntry, before: TimelineEntry | undefined): boolean {
  return before !== undefined && entry.body !== undefined && before.body !== undefined
    && !isWrittenDown(before) && !isWrittenDown(entry)
    && entry.moved_to === undefined && before.moved_to === undefined
    && PLAIN.test(entry.type) && PLAIN.test(before.type)
    && entry.actor.id === before.actor.id && entry.audience === before.audience && entry.from === before.from
    && isTranscript(entry) === isTranscript(before)
    && Date.parse(entry.at) - Date.parse(before.at) < TOGETHER_MS;
}
