/** Which entries of a timeline are shown: by kind and by the words in them. Pure. */
import type { TimelineEntry } from '../../../shared_js/wire';
import { hasWords } from '../ui/words';

export type Group = 'all' | 'messages' | 'notes' | 'changes' | 'chat';

/** An entry's type begins with one word of the API's vocabulary: "status.changed" is a "status". */
export function word(entry: TimelineEntry): string {
  return entry.type.split(/[._-]/, 1)[0] ?? entry.type;
}

export function groupOf(entry: TimelineEntry): Exclude<Group, 'all'> {
  switch (word(entry)) {
    case 'message': case 'reply': case 'mail': case 'attachment': return 'messages';
    case 'note': return 'notes';
    case 'chat': return 'chat';
    default: return 'changes';
  }
}

const matches = (entry: TimelineEntry, words: string) => hasWords(`${entry.actor.name} ${entry.text} ${entry.body ?? ''}`, words);

export function filterTimeline(entries: readonly TimelineEntry[], group: Group, words: string): TimelineEntry[] {
  return entries.filter((entry) => (group === 'all' || groupOf(entry) === group) && (!words.trim() || matches(entry, words.trim())));
}

export function countGroups(entries: readonly TimelineEntry[]): Record<Group, number> {
  const counts: Record<Group, number> = { all: entries.length, messages: 0, notes: 0, changes: 0, chat: 0 };
  for (const entry of entries) counts[groupOf(entry)] += 1;
  return counts;
}
