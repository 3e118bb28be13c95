/** Which entries of a timeline are shown: by kind, author, day and the words in them. Pure. */
import type { TimelineEntry } from '../../../shared_js/wire';
import { hasWords } from '../ui/words';

export type Group = 'all' | 'messages' | 'notes' | 'files' | 'changes' | 'chat';

export interface TimelineFilter {
  group: Group;
  words: string;
  /** A word of the API's vocabulary, as `?type=` takes it. */
  type: string;
  /** An author's id. */
  actor: string;
  /** Days as in a date field, both included. */
  from: string;
  to: string;
}
export const NO_FILTER: TimelineFilter = { group: 'all', words: '', type: '', actor: '', from: '', to: '' };

/** How many of the finer choices are made. */
export const countChosen = ({ type, actor, from, to }: TimelineFilter): number =>
  [type, actor, from, to].filter(Boolean).length;
export const isFiltered = (filter: TimelineFilter): boolean =>
  filter.group !== 'all' || filter.words.trim() !== '' || countChosen(filter) > 0;

/** An entry's type begins with one word of the API's vocabulary: "status.changed" is a "status". */
export function word(entry: TimelineEntry): string {
  return entry.type.split(/[._-]/, 1)[0] ?? entry.type;
}

/** What became of a reply is told at the reply, and a merge by the ticket that took the other in. */
const TOLD_ELSEWHERE = new Set(['reply.sent', 'reply.undone']);
export const hasPlace = ({ type, from }: TimelineEntry): boolean =>
  !TOLD_ELSEWHERE.has(type) && !(type === 'merge.into' && from !== undefined);

export function groupOf(entry: TimelineEntry): Exclude<Group, 'all' | 'files'> {
  switch (word(entry)) {
    case 'message': case 'reply': case 'mail': case 'attachment': return 'messages';
    case 'note': return 'notes';
    case 'chat': return 'chat';
    default: return 'changes';
  }
}

const hasFiles = (entry: TimelineEntry) => word(entry) === 'attachment' || Boolean(entry.attachments?.length);
const inGroup = (entry: TimelineEntry, group: Group) =>
  group === 'all' || (group === 'files' ? hasFiles(entry) : groupOf(entry) === group);
const ofType = (entry: TimelineEntry, type: string) =>
  !type || word(entry) === type || (type === 'attachment' && hasFiles(entry));

const searched = ({ actor, text, body = '', attachments = [] }: TimelineEntry) =>
  `${actor.name} ${text} ${body} ${attachments.map(({ name }) => name).join(' ')}`;

/** The first moment of a day, and of the day after, as the reader's clock counts days. */
const dayStart = (day: string) => new Date(`${day}T00:00:00`).getTime();
function dayEnd(day: string): number {
  const end = new Date(`${day}T00:00:00`);
  end.setDate(end.getDate() + 1);
  return end.getTime();
}

export function filterTimeline(entries: readonly TimelineEntry[], filter: TimelineFilter): TimelineEntry[] {
  const since = filter.from ? dayStart(filter.from) : -Infinity;
  const until = filter.to ? dayEnd(filter.to) : Infinity;
  const words = filter.words.trim();
  return entries.filter((entry) => {
    const at = Date.parse(entry.at);
    return hasPlace(entry) && inGroup(entry, filter.group) && ofType(entry, filter.type)
      && (!filter.actor || entry.actor.id === filter.actor) && at >= since && at < until && (!words || hasWords(searched(entry), words));
  });
}

export function countGroups(entries: readonly TimelineEntry[]): Record<Group, number> {
  const counts: Record<Group, number> = { all: 0, messages: 0, notes: 0, files: 0, changes: 0, chat: 0 };
  for (const entry of entries.filter(hasPlace)) {
    counts.all += 1;
    counts[groupOf(entry)] += 1;
    if (hasFiles(entry)) counts.files += 1;
  }
  return counts;
}

/** Everybody who appears in it, in the order in which they first did. */
export function authors(entries: readonly TimelineEntry[]): TimelineEntry['actor'][] {
  return [...new Map(entries.filter(hasPlace).map(({ actor }) => [actor.id, actor])).values()];
}
