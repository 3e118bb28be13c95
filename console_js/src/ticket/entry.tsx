// One entry of the timeline: what was written as a block, everything else as one line.
import type { TimelineEntry } from '../../../shared_js/wire';
import { paths } from '../router';
import { isUnnamed } from '../store/visitor';
import {
  ChatIcon, CheckIcon, ClockIcon, EditIcon, type Icon, InfoIcon, MailIcon, MergeIcon, PersonIcon, SparkIcon, SplitIcon,
  TagIcon, Time, WarnIcon,
} from '../ui';
import { memo } from '../ui/memo';
import { word } from './filter';
import { Hits } from './said';
import { toggleChosen } from './split_selection';
import { isWrittenDown } from './story';
import { takeBackWord } from './take_back';
import { Written } from './written';

const ICONS: Record<string, Icon> = {
  status: CheckIcon, priority: WarnIcon, assignment: PersonIcon, labels: TagIcon, category: EditIcon, chat: ChatIcon,
  rule: SparkIcon, merge: MergeIcon,
  split: SplitIcon, message: SplitIcon, reply: SplitIcon, note: SplitIcon, mail: MailIcon, sla: ClockIcon,
};

export interface EntryProps {
  entry: TimelineEntry;
  /** What to call a customer without a name. */
  customer: string;
  /** Just came from somebody else. */
  fresh?: boolean;
  /** Follows the same author's words before. */
  goesOn?: boolean;
  /** One was led here. */
  landed?: boolean;
  /** Shown outside the timeline: without an address of its own. */
  apart?: boolean;
  /** While one chooses entries: whether this one is; undefined where it can't be. */
  chosen?: boolean | undefined;
  words?: string;
  /** Takes it back: a reply that is held, a merge, a split. */
  onUndo?: ((entry: TimelineEntry) => void) | undefined;
}

export const Entry = memo((props: EntryProps) => {
  const { entry, customer, fresh, goesOn, landed, apart, chosen } = props;
  const name = isUnnamed(entry.actor) || isWrittenDown(entry) ? customer : entry.actor.name;
  const written = entry.body !== undefined && entry.moved_to === undefined;
  const look = written ? `written ${lookOf(entry)}` : 'line';
  const classes = ['entry', look, fresh && 'flash', goesOn && 'goes-on', landed && 'landed', chosen && 'chosen'];
  const place = apart ? {} : { id: `entry-${entry.id}`, tabIndex: -1 };
  return (
    <li {...place} class={classes.filter(Boolean).join(' ')}
      data-undone={entry.undone_by ? '' : undefined} data-choosing={chosen !== undefined ? '' : undefined}>
      {chosen !== undefined && (
        <input class="entry-choose" type="checkbox" checked={chosen} aria-label={`Choose what ${name} wrote`}
          onChange={() => toggleChosen(entry.id)} />
      )}
      {written ? <Written {...props} name={name} /> : <Line {...props} name={name} />}
    </li>
  );
});

/** Replies, notes and what was said in a chat differ in more than colour. */
function lookOf(entry: TimelineEntry): string {
  if (entry.audience === 'agents') return 'private';
  if (isWrittenDown(entry)) return 'visitor';
  return word(entry) === 'reply' ? 'reply' : entry.actor.kind;
}

function Line({ entry, name, words = '', onUndo }: EntryProps & { name: string }) {
  const undo = takeBackWord(entry);
  const Glyph = ICONS[word(entry)] ?? InfoIcon;
  return (
    <>
      <span class="line-icon"><Glyph size={12} /></span>
      <span class="line-words">
        <b><bdi><Hits text={name} words={words} /></bdi></b>{' '}
        <bdi class="line-text"><Sentence entry={entry} words={words} /></bdi>
        {entry.undone_by && <span class="line-undone"> undone</span>}
        {entry.from && <From number={entry.from} />}
        {onUndo && undo && <button type="button" class="line-undo" onClick={() => onUndo(entry)}>{undo}</button>}
      </span>
      <When entry={entry} />
    </>
  );
}

/** The tickets that a sentence names are one click away. */
function Sentence({ entry: { text, moved_to, id }, words }: { entry: TimelineEntry; words: string }) {
  return (
    <>{text.split(/(#\d{1,12})(?!\w)/).map((part, index) => (index % 2
      ? <a href={paths.ticket(Number(part.slice(1)), moved_to ? id : undefined)}>{part}</a>
      : <Hits text={part} words={words} />))}</>
  );
}

/** What was merged in says where it was written. */
export const From = ({ number }: { number: number }) => (
  <span class="entry-from" title={`Written in #${number}, which was merged into this ticket or split up`}>#{number}</span>
);

/** The time is the entry's own address: to send, or to come back to. */
export const When = ({ entry }: { entry: TimelineEntry }) => (
  <a class="entry-when" href={`#entry-${entry.id}`}><Time value={entry.at} exact /></a>
);
