/** Splitting entries off to a ticket of their own: what it is called, and the way back. */
import type { TimelineEntry } from '../../../shared_js/wire';
import { api } from '../api';
import { offerUndo } from '../shell/undo';

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

/** Splits, and offers the way back. Returns the number of the new ticket. */
export async function splitOff(origin: number, events: readonly string[], subject: string): Promise<number> {
  const { number } = await api.splitTicket(origin, events, subject);
  const what = events.length === 1 ? 'One entry is' : `${events.length} entries are`;
  offerUndo({ text: `${what} now in a ticket of its own, #${number}.`, undo: async () => { await api.undo(origin,
    await splitEntry(origin, number)); } });
  return number;
}

async function splitEntry(origin: number, number: number): Promise<string> {
  const { items } = await api.timeline(origin, { type: 'split' });
  return items.filter(({ type, data }) => type === 'split' && data?.number === number).at(-1)!.id;
}
