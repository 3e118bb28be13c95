/** Merges and splits are taken back from their line in the timeline, for ever. */
import type { TimelineEntry } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { offerUndo } from '../shell/undo';
import { toast } from '../ui';
import type { TicketLive } from './live';
import { inWords, mergeInto } from './merging';
import { focusStory } from './scrolling';

const WORDS: Record<string, string> = { 'merge': 'Unmerge', 'split': 'Undo the split', 'split.from': 'Undo the split' };

/** What the button of this line says; null where there is nothing to take back. */
export function takeBackWord({ type, undone_by, from, moved_to }: TimelineEntry): string | null {
  return undone_by || from !== undefined || moved_to !== undefined ? null : WORDS[type] ?? null;
}

/** What was merged can be merged again; what was split needs choosing, and is split by hand. */
export async function takeBackForEver(live: TicketLive, entry: TimelineEntry): Promise<void> {
  try {
    const ticket = await api.undo(live.number, entry.id);
    live.receive({ number: live.number, ticket });
    await live.watch();
    focusStory();
  } catch (error) {
    return void toast(error instanceof ApiError ? error.message : 'It could not be taken back.', 'bad');
  }
  if (entry.type !== 'merge') return void toast('The split was taken back.', 'good');
  const sources = (entry.data?.sources ?? []) as number[];
  offerUndo({ text: `${inWords(sources)} ${sources.length === 1 ? 'stands' : 'stand'} alone again.`, topic: 'merge',
    undo: () => mergeInto(live.number, sources) });
}
