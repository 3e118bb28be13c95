/** Which tickets are merged into which, how it is said and done, and the way back. */
import type { Ticket } from '../../../shared_js/wire';
import { api } from '../api';
import { go, paths, route } from '../router';
import { offerUndo } from '../shell/undo';
import { moveDraft } from './drafts';
import { focusStory } from './scrolling';

/** The oldest that can still take something in. */
export function bestTarget(tickets: readonly Ticket[], wanted: number | null = null): number | null {
  const open = tickets.filter(({ status }) => status !== 'closed').map(({ number }) => number).sort((a, b) => a - b);
  return wanted !== null && (open.includes(wanted) || !open.length) ? wanted : open[0] ?? tickets[0]?.number ?? null;
}

export const sourcesOf = (tickets: readonly Ticket[], target: number | null): number[] =>
  tickets.map(({ number }) => number).filter((number) => number !== target);

/** "#1002", "#1002 and #1003", "#1002, #1003 and #1004". */
export function inWords(numbers: readonly number[]): string {
  const named = numbers.map((number) => `#${number}`);
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

export const mergedSentence = (sources: readonly number[], target: number): string =>
  `${inWords(sources)} ${sources.length === 1 ? 'was' : 'were'} merged into #${target}.`;

/** Merges, goes where the words are now, and offers the way back. */
export async function mergeInto(target: number, sources: readonly number[]): Promise<void> {
  await api.mergeTickets(target, sources);
  const at = route.value;
  if (at.name === 'ticket' && sources.includes(at.number)) go(paths.ticket(target), { replace: true });
  for (const source of sources) moveDraft(source, target);
  offerUndo({ text: mergedSentence(sources, target), topic: 'merge', undo: async () => {
    await api.undo(target, await mergeEntry(target, sources));
    focusStory();
  } });
  focusStory();
}

async function mergeEntry(target: number, sources: readonly number[]): Promise<string> {
  const { items } = await api.timeline(target, { type: 'merge' });
  const same = (data: Record<string, unknown> | undefined) => JSON.stringify(data?.sources) === JSON.stringify(sources);
  return items.filter(({ type, data }) => type === 'merge' && same(data)).at(-1)!.id;
}
