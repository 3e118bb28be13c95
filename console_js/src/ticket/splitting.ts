/** Splitting entries off to a ticket of their own: what it is called, and the way back. */
import type { TimelineEntry } from '../../../shared_js/wire';
import { api } from '../api';
import { offerUndo } from '../shell/undo';
import { focusStory } from './scrolling';

const LONGEST = 80;

/** The first line of what was chosen, without the signs of Markdown, cut at a word; nothing in it: nothing. */
export function suggestedSubject(entries: readonly Pick<TimelineEntry, 'body'>[]): string {
  const line = entries.map(({ body = '' }) => plainLine(body)).find((text) => text) ?? '';
  const letters = [...line];
  if (letters.length <= LONGEST) return line;
  const cut = letters.slice(0, LONGEST - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).replace(/[,;:.\s]+$/, '')}…`;
}

function plainLine(body: string): string {
  const lines = body.split('\n').map((line) => line
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/, '').replace(/!?\[([^\]]*)\]\([^)]*\)/g,
      '$1').replace(/[*_`~]{1,3}(\S(?:.*?\S)?)[*_`~]{1,3}/g, '$1').trim());
  return lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? '';
}

type Chosen = Pick<TimelineEntry, 'id' | 'type'>;

/** Why these can't be split off, in words; null if they can. As the server counts: a talk must keep a message. */
export function splitRefusal(written: readonly Chosen[], chosen: ReadonlySet<string>, number: number): string | null {
  const left = written.filter(({ id }) => !chosen.has(id));
  const isMessage = ({ type }: Chosen) => type.startsWith('message');
  if (written.some(isMessage) && !left.some(isMessage)) {
    return `At least one message of the customer’s talk must stay in #${number}; replies and notes are not enough.`;
  }
  return left.length ? null : `Something must stay in #${number}: not everything can be split off.`;
}

/** Splits, and offers the way back. Returns the number of the new ticket. */
export async function splitOff(origin: number, events: readonly string[], subject: string): Promise<number> {
  const { number } = await api.splitTicket(origin, events, subject);
  const what = events.length === 1 ? 'One entry is' : `${events.length} entries are`;
  offerUndo({ text: `${what} now in a ticket of its own, #${number}.`, undo: async () => {
    await api.undo(origin, await splitEntry(origin, number));
    focusStory();
  } });
  focusStory();
  return number;
}

async function splitEntry(origin: number, number: number): Promise<string> {
  const { items } = await api.timeline(origin, { type: 'split' });
  return items.filter(({ type, data }) => type === 'split' && data?.number === number).at(-1)!.id;
}
