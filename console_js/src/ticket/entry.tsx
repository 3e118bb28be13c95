// One entry of the timeline: written words as a block, private notes in the note colours, all else as one line.
import type { TimelineEntry } from '../../../shared_js/wire';
import { linkify } from '../../../shared_js/linkify';
import { paths } from '../router';
import { store } from '../store';
import { Avatar, ChatIcon, EditIcon, type Icon, InfoIcon, LockIcon, PersonIcon, SparkIcon, TagIcon, Time, WarnIcon, CheckIcon } from '../ui';
import { memo } from '../ui/memo';
import { word } from './filter';

const ICONS: Record<string, Icon> = {
  status: CheckIcon, priority: WarnIcon, assignment: PersonIcon, labels: TagIcon, category: EditIcon, chat: ChatIcon, rule: SparkIcon,
};

interface EntryProps { entry: TimelineEntry; fresh: boolean; goesOn: boolean }

export const Entry = memo(({ entry, fresh, goesOn }: EntryProps) => {
  const note = entry.audience === 'agents' && entry.body !== undefined;
  const classes = `entry ${entry.body === undefined ? 'line' : note ? 'written private' : `written ${entry.actor.kind}`}${fresh ? ' flash' : ''}${goesOn ? ' goes-on' : ''}`;
  return (
    <li class={classes} id={`entry-${entry.id}`}>
      {entry.body === undefined ? <Line entry={entry} /> : <Written entry={entry} note={note} goesOn={goesOn} />}
    </li>
  );
});

function Line({ entry }: { entry: TimelineEntry }) {
  const Glyph = ICONS[word(entry)] ?? InfoIcon;
  return (
    <>
      <span class="line-icon"><Glyph size={12} /></span>
      <span class="line-words"><b><bdi>{entry.actor.name}</bdi></b> <bdi><Sentence entry={entry} /></bdi></span>
      <Time value={entry.at} exact />
    </>
  );
}

/** A ticket that a sentence names is one click away. */
function Sentence({ entry: { text, data } }: { entry: TimelineEntry }) {
  const number = typeof data?.number === 'number' ? data.number : null;
  const [before, after] = number ? text.split(`#${number}`) : [text];
  return number && after !== undefined ? <>{before}<a href={paths.ticket(number)}>#{number}</a>{after}</> : <>{text}</>;
}

function Written({ entry, note, goesOn }: { entry: TimelineEntry; note: boolean; goesOn: boolean }) {
  const { actor } = entry;
  const picture = store.agents.value.find((agent) => agent.id === actor.id)?.picture;
  return (
    <>
      <span class="written-side">{!goesOn && <Avatar name={actor.name} picture={picture} />}</span>
      <div class="written-main">
        {!goesOn && (
          <p class="written-head">
            <b dir="auto">{actor.name}</b>
            {note ? <span class="written-kind"><LockIcon size={12} />Private note</span> : <span class="quiet">{actor.kind === 'agent' ? 'Agent' : 'Visitor'}</span>}
            <Time value={entry.at} exact />
          </p>
        )}
        <p class="written-body" dir="auto" title={goesOn ? new Date(entry.at).toLocaleString() : undefined}>{linkify(entry.body ?? '').map((piece) => (piece.href ? <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{piece.text}</a> : piece.text))}</p>
      </div>
    </>
  );
}
