/**
 * The whole story of a ticket as one list: first what was said in the chat before the ticket was made (kept in
 * the ticket as it was then), after that the ticket's own entries. Pure.
 */
import type { Message, Ticket, TimelineEntry } from '../../../shared_js/wire';

const OWN_WORDS = new Set(['message', 'note']);

function fromTranscript(message: Message): TimelineEntry {
  const written = OWN_WORDS.has(message.kind);
  return {
    id: `transcript-${message.seq}`,
    // Below every number of the ticket's own, so that the two never mix.
    seq: message.seq - 1_000_000,
    type: written ? `${message.kind}.transcript` : `chat.${message.kind}`,
    actor: message.author,
    at: message.at,
    audience: message.kind === 'note' ? 'agents' : 'public',
    text: written ? '' : message.body,
    ...(written && { body: message.body }),
  };
}

export const isTranscript = (entry: TimelineEntry) => entry.seq < 0;

export function story(ticket: Ticket, entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...(ticket.transcript ?? []).map(fromTranscript), ...entries];
}

const TOGETHER_MS = 5 * 60_000;

/** Whether an entry goes on where the one before stopped: same author, same kind, a few minutes at most. */
export function continues(entry: TimelineEntry, before: TimelineEntry | undefined): boolean {
  return before !== undefined && entry.body !== undefined && before.body !== undefined
    && entry.actor.id === before.actor.id && entry.audience === before.audience
    && isTranscript(entry) === isTranscript(before)
    && Date.parse(entry.at) - Date.parse(before.at) < TOGETHER_MS;
}
