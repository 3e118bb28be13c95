// One entry of the timeline: written words as a block, private notes in the note colours, all else as one line.
import type { TimelineEntry } from '../../../shared_js/wire';
import { linkify } from '../../../shared_js/linkify';
import { paths } from '../router';
import { store } from '../store';
import { isUnnamed } from '../store/visitor';
import { Avatar, ChatIcon, EditIcon, type Icon, InfoIcon, LockIcon, PersonIcon, SparkIcon, TagIcon, Time, WarnIcon, CheckIcon } from '../ui';
import { memo } from '../ui/memo';
import { word } from './filter';

const ICONS: Record<string, Icon> = {
  status: CheckIcon, priority: WarnIcon, assignment: PersonIcon, labels: TagIcon, category: EditIcon, chat: ChatIcon, rule: SparkIcon,
};

interface EntryProps { entry: TimelineEntry; customer: string; fresh: boolean; goesOn: boolean }

export const Entry = memo(({ entry, customer, fresh, goesOn }: EntryProps) => {
  const name = isUnnamed(entry.actor) ? customer : entry.actor.name;
  const note = entry.audience === 'agents' && entry.body !== undefined;
  const classes = `entry ${entry.body === undefined ? 'line' : note ? 'written private' : `written ${entry.actor.kind}`}${fresh ? ' flash' : ''}${goesOn ? ' goes-on' : ''}`;
  return (
    <li class={classes} id={`entry-${entry.id}`}>
      {entry.body === undefined ? <Line entry={entry} name={name} /> : <Written entry={entry} name={name} note={note} goesOn={goesOn} />}
    </li>
  );
});

function Line({ entry, name }: { entry: TimelineEntry; name: string }) {
  const Glyph = ICONS[word(entry)] ?? InfoIcon;
  return (
    <>
      <span class="line-icon"><Glyph size={12} /></span>
      <span class="line-words"><b><bdi>{name}</bdi></b> <bdi><Sentence entry={entry} /></bdi></span>
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

function Written({ entry, name, note, goesOn }: { entry: TimelineEntry; name: string; note: boolean; goesOn: boolean }) {
  const { actor } = entry;
  const picture = store.agents.value.find((agent) => agent.id === actor.id)?.picture;
  return (
    <>
      <span class="written-side">{!goesOn && <Avatar name={name} picture={picture} />}</span>
      <div class="written-main">
        {!goesOn && (
          <p class="written-head">
            <b dir="auto">{name}</b>
            {note ? <span class="written-kind"><LockIcon size={12} />Private note</span> : <Kind actor={actor} />}
            <Time value={entry.at} exact />
          </p>
        )}
        <p class="written-body" dir="auto" title={goesOn ? new Date(entry.at).toLocaleString() : undefined}>{linkify(entry.body ?? '').map((piece) => (piece.href ? <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{piece.text}</a> : piece.text))}</p>
      </div>
    </>
  );
}

/** Who has no name is called a visitor already. */
const Kind = ({ actor }: { actor: TimelineEntry['actor'] }) => (isUnnamed(actor) ? null : <span class="quiet">{actor.kind === 'agent' ? 'Agent' : 'Visitor'}</span>);
