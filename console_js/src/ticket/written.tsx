// What somebody wrote: a chat message as plain text, replies and notes as Markdown, each told apart at a glance.
import type { TimelineEntry } from '../../../shared_js/wire';
import { linkify } from '../../../shared_js/linkify';
import { pictureOf } from '../store/faces';
import { store } from '../store';
import { isUnnamed } from '../store/visitor';
import { Avatar, CheckIcon, ClockIcon, LockIcon, ReplyIcon, UndoIcon, useSecondsLeft } from '../ui';
import { Attachments } from './attachments';
import { type EntryProps, From, When } from './entry';
import { Markdown } from './markdown';
import { Hits, Said } from './said';
import { isWrittenDown } from './story';

type WrittenProps = EntryProps & { name: string };

export function Written({ entry, name, goesOn, words = '', onUndo }: WrittenProps) {
  const reply = entry.type === 'reply';
  return (
    <>
      <span class="written-side">{!goesOn && <Face entry={entry} name={name} />}</span>
      <div class="written-main">
        {!goesOn && (
          <p class="written-head">
            <b dir="auto"><Hits text={name} words={words} /></b>
            <Kind entry={entry} />
            {entry.actor.id.startsWith(BY_SCRIPT) && <span class="quiet">Script</span>}
            {entry.from && <From number={entry.from} />}
            <When entry={entry} />
          </p>
        )}
        <div class="written-body" title={goesOn ? new Date(entry.at).toLocaleString() : undefined}>
          <Body entry={entry} words={words} />
          {entry.attachments && <Attachments files={entry.attachments} words={words} />}
        </div>
        {reply && <Fate entry={entry} onUndo={onUndo} />}
      </div>
    </>
  );
}

/** By itself: a colleague who comes or goes draws this again, not the whole entry. */
function Face({ entry, name }: { entry: TimelineEntry; name: string }) {
  const { actor } = entry;
  const own = actor.kind === 'agent' && !isWrittenDown(entry);
  return <Avatar name={name} picture={own ? pictureOf({ ...actor, picture: null }) : null} />;
}

/** How the id of an API token begins. */
const BY_SCRIPT = 'token:';

function Kind({ entry }: { entry: TimelineEntry }) {
  if (entry.audience === 'agents') return <span class="written-kind note"><LockIcon size={12} />Private note</span>;
  if (entry.type === 'reply') {
    const status = (entry.data?.status as { to?: string } | undefined)?.to;
    return <span class="written-kind reply"><ReplyIcon size={12} />Reply{status && `, then ${status}`}</span>;
  }
  if (isWrittenDown(entry)) return <span class="quiet">written down by <bdi>{entry.actor.name}</bdi></span>;
  // Who has no name is called a visitor already.
  if (isUnnamed(entry.actor)) return null;
  return entry.actor.id.startsWith(BY_SCRIPT) ? null
    : <span class="quiet">{entry.actor.kind === 'agent' ? 'Agent' : 'Customer'}</span>;
}

/** Only what agents write in the ticket is Markdown: a customer's own stars are stars. */
function Body({ entry, words }: { entry: TimelineEntry; words: string }) {
  const text = entry.body ?? '';
  const mentions = entry.mentions ?? [];
  const marked = entry.type === 'reply' || entry.type === 'note' || isWrittenDown(entry);
  if (marked) return <Markdown text={text} mentions={mentions} words={words} />;
  return (
    <p class="written-plain" dir="auto">
      {linkify(text).map(({ text: part, href }) => (href ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow"><Hits text={part} words={words} /></a>
      ) : <Said text={part} mentions={mentions} words={words} />))}
    </p>
  );
}

function Fate({ entry, onUndo }: { entry: TimelineEntry; onUndo: EntryProps['onUndo'] }) {
  switch (entry.delivery) {
    case 'held': return <Held entry={entry} onUndo={onUndo} />;
    case 'sent': return <p class="fate"><CheckIcon size={13} />Sent</p>;
    case 'queued': return <p class="fate"><ClockIcon size={13} />Waiting to be mailed</p>;
    case 'failed': return <p class="fate bad">Not delivered</p>;
    case 'undone': return <p class="fate undone"><UndoIcon size={13} />Taken back, the customer never saw this</p>;
    default: return null;
  }
}

/** Counts down to the moment from which it can't be taken back. */
function Held({ entry, onUndo }: { entry: TimelineEntry; onUndo: EntryProps['onUndo'] }) {
  const due = Date.parse(entry.held_until ?? entry.at);
  const mine = entry.actor.id === store.me.value?.id;
  const left = useSecondsLeft(due);
  if (left.value <= 0) return <p class="fate"><ClockIcon size={13} />Sending</p>;
  return (
    <p class="fate held">
      <ClockIcon size={13} /><span>Sends in <span class="tabular">{left}</span> s</span>
      {onUndo && mine && <button type="button" class="fate-undo" onClick={() => onUndo(entry)}>Undo</button>}
    </p>
  );
}
