/**
 * The whole story of a ticket as one list: first the chat before it, as it was when the ticket was made (its
 * messages and its own timeline woven together), then the ticket's entries. Pure.
 */
import type { Ticket, TimelineEntry } from '../../../shared_js/wire';

type Step = NonNullable<Ticket['chat_timeline']>[number];

/** A step of the chat as an entry; a private note keeps being one. */
function fromChat(step: Step): TimelineEntry {
  const note = step.type === 'note';
  return {
    id: `chat-${step.seq}`, seq: 0, type: step.type, actor: step.actor, at: step.at, audience: note ? 'agents' : 'public',
    text: note ? '' : step.text, data: { chat_seq: step.seq }, ...(note && { body: step.text }),
  };
}

// The start is the first message's own number: it goes just before it.
const chatSeq = (entry: TimelineEntry) => Number(entry.data?.chat_seq ?? 0) - (entry.type === 'chat.started' ? 0.5 : 0);

export function story(ticket: Pick<Ticket, 'chat_timeline'>, entries: readonly TimelineEntry[]): TimelineEntry[] {
  const before = [...entries.filter(isTranscript), ...(ticket.chat_timeline ?? []).map(fromChat)];
  return [...before.sort((a, b) => chatSeq(a) - chatSeq(b)), ...entries.filter((entry) => !isTranscript(entry))];
}

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
