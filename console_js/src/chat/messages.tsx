// The lines of one chat. The scroll box is laid out from its end, so it stays at the newest line by itself.
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Author, Chat, Message } from '../../../shared_js/wire';
import { linkify } from '../../../shared_js/linkify';
import { store } from '../store';
import { discardMessage, retryMessage, unsent, type Room } from '../store/rooms';
import {
  Avatar, Button, CheckIcon, ClockIcon, dayName, DoubleCheckIcon, DownIcon, LockIcon, RetryIcon, serverNow, Time, TrashIcon, WarnIcon,
} from '../ui';
import { memo } from '../ui/memo';
import './messages.css';
import { rows, type Bubble, type BubbleState, type Row } from './rows';
import { sentence } from './sentence';
import { isUnnamed, visitorName } from '../store/visitor';

const FAR_FROM_END = 160;

export function Messages({ room, chat, newAfter }: { room: Room; chat: Chat; newAfter: number | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [far, setFar] = useState(false);
  const me = store.me.value;
  const waiting = unsent.value;
  const { entries } = room.feed.thread.value;
  const shown = useMemo(() => rows({
    entries, unsent: waiting.filter((entry) => entry.chat === chat.id), me: { kind: 'agent', id: me?.id ?? '', name: me?.name ?? '' },
    readByVisitor: chat.read.visitor, newAfter,
  }), [entries, waiting, chat.id, chat.read.visitor, newAfter, me?.id]);
  return (
    <div class="messages-frame">
      <div class="messages" ref={box} tabIndex={0} role="log" aria-label={`Conversation with ${visitorName(chat.visitor)}`}
        onScroll={(event) => setFar(event.currentTarget.scrollTop < -FAR_FROM_END)}>
        <div class="messages-end"><TypingLine room={room} /></div>
        <div class="messages-inner">{shown.map((row) => <Line key={row.key} row={row} visitor={visitorName(chat.visitor)}
          own={row.type === 'group' && row.author.kind === 'agent' && row.author.id === me?.id} />)}</div>
      </div>
      {far && <Button class="to-end" size="sm" icon={DownIcon} onClick={() => { box.current!.scrollTop = 0; }}>Newest</Button>}
    </div>
  );
}

function TypingLine({ room }: { room: Room }) {
  const typing = room.typing.value;
  if (!typing) return null;
  return (
    <div class="typing">
      <span class="typing-dots" aria-hidden="true"><i /><i /><i /></span>
      <span>{typing.name || 'The visitor'} is typing{typing.text && ':'}</span>
      {typing.text && <span class="typing-text" dir="auto">{typing.text}</span>}
    </div>
  );
}

const Line = memo(function Line({ row, own, visitor }: { row: Row; own: boolean; visitor: string }) {
  switch (row.type) {
    case 'day': return <h3 class="line-day"><span>{dayName(row.at, serverNow())}</span></h3>;
    case 'new': return <p class="line-new"><span>New</span></p>;
    case 'system': return <SystemLine message={row.message} visitor={visitor} />;
    case 'group': return row.kind === 'note' ? <Note row={row} /> : <Group row={row} own={own} visitor={visitor} />;
  }
});

function SystemLine({ message, visitor }: { message: Message; visitor: string }) {
  const { actor, words, own } = sentence(message);
  const name = actor && isUnnamed(message.author) ? visitor : actor;
  return <p class="line-system"><bdi>{name}</bdi>{words}<bdi>{own}</bdi> <Time value={message.at} exact /></p>;
}

type GroupRow = Extract<Row, { type: 'group' }>;

function Group({ row, own, visitor }: { row: GroupRow; own: boolean; visitor: string }) {
  const last = row.bubbles.at(-1)!;
  const name = isUnnamed(row.author) ? visitor : row.author.name;
  return (
    <div role="group" class="group-line" data-side={row.author.kind === 'agent' ? 'us' : 'them'}
      aria-label={`${own ? 'You' : name} wrote`}>
      {!own && <Avatar name={name} picture={pictureOf(row.author)} size={26} />}
      <div class="bubbles">
        {!own && <span class="bubble-author" dir="auto">{name}</span>}
        {row.bubbles.map((bubble) => <Said key={bubble.key} bubble={bubble} />)}
        <span class="bubble-meta"><Time value={last.at} exact />{last.state && last.state !== 'failed'
          && <State state={last.state} />}</span>
      </div>
    </div>
  );
}

const pictureOf = (author: Author) => (author.kind === 'agent' ? store.agents.value.find((agent) => agent.id === author.id)?.picture
  : null);

const Said = ({ bubble }: { bubble: Bubble }) => (
  <>
    <div class="bubble" dir="auto" data-state={bubble.state}><Text body={bubble.body} /></div>
    {bubble.state === 'failed' && (
      <div class="bubble-failed" role="alert">
        <WarnIcon size={14} /><span>{bubble.error ?? 'Not sent.'}</span>
        <Button size="sm" icon={RetryIcon} onClick={() => retryMessage(bubble.key)}>Send again</Button>
        <Button size="sm" variant="ghost" icon={TrashIcon} onClick={() => discardMessage(bubble.key)}>Delete</Button>
      </div>
    )}
  </>
);

const Note = ({ row }: { row: GroupRow }) => (
  <div role="group" class="note-block" aria-label={`Private note by ${row.author.name}`}>
    <header><LockIcon size={13} /><strong>{row.author.name}</strong><span>only your team sees this</span>
      <Time value={row.bubbles.at(-1)!.at} exact /></header>
    {row.bubbles.map((bubble) => <Said key={bubble.key} bubble={bubble} />)}
  </div>
);

const Text = ({ body }: { body: string }) => (
  <>{linkify(body).map((piece) => (piece.href ? <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">{piece.text}</a>
    : piece.text))}</>
);

const STATES: Record<Exclude<BubbleState, 'failed'>, [typeof CheckIcon, string]> = {
  sending: [ClockIcon, 'Sending'], sent: [CheckIcon, 'Sent'], read: [DoubleCheckIcon, 'Read'],
};
function State({ state }: { state: keyof typeof STATES }) {
  const [Glyph, words] = STATES[state];
  return <span class="bubble-state" data-state={state}><Glyph size={14} />{words}</span>;
}
