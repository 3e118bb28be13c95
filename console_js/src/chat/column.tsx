// One open chat: header, lines, and below them what fits how it stands.
import { useEffect, useRef } from 'preact/hooks';
import { highest } from '../../../shared_js/thread';
import type { Chat } from '../../../shared_js/wire';
import { go, paths } from '../router';
import { windowFocused } from '../shell/notify';
import { connection, store } from '../store';
import { isMine, markRead, retryRoom, roomOf, type Room } from '../store/rooms';
import { Button, CheckIcon, ErrorState, Skeleton } from '../ui';
import { isNarrow } from '../ui/layout';
import { acceptChat, busyChats } from './actions';
import { Composer } from './composer';
import { ChatHeader } from './header';
import { Messages } from './messages';
import { visitorName } from '../store/visitor';

interface ColumnProps { id: string; focused: boolean; alone: boolean; contextShown: boolean; onContext: () => void; onClose: () => void }

/** Seen is what the owner has before the eyes: the column one works in, in a window that has the focus. */
function useReading(room: Room, chat: Chat | undefined, focused: boolean): void {
  const seq = highest(room.feed.thread.value);
  const seen = Boolean(chat && focused && windowFocused.value && isMine(chat) && connection.state.value === 'online');
  const behind = Boolean(chat && chat.read.agent < seq && chat.unread > 0);
  useEffect(() => {
    if (seen && behind) markRead(room.id, seq);
  }, [seen, behind, seq]);
}

/** The line above what is new stays where it was while one reads on, and is set anew at each coming back. */
function useNewMark(chat: Chat | undefined, focused: boolean): number | null {
  const mark = useRef<number | null>(null);
  const was = useRef<boolean | null>(null);
  const here = focused && windowFocused.value;
  if (chat && was.current !== here) {
    if (here) mark.current = chat.unread > 0 && isMine(chat) ? chat.read.agent : null;
    was.current = here;
  }
  return mark.current;
}

export function ChatColumn({ id, focused, alone, contextShown, onContext, onClose }: ColumnProps) {
  const room = roomOf(id);
  const chat = store.chats.value.get(id);
  useReading(room, chat, focused);
  const newAfter = useNewMark(chat, focused);
  const state = room.state.value;
  const look = () => { if (!focused) go(paths.chat(id), { replace: true }); };
  if (state === 'failed' || state === 'gone') {
    return <section class="chat"><ErrorState title="This chat could not be opened"
      onRetry={state === 'failed' ? () => retryRoom(room) : undefined}>{room.error.value}</ErrorState>
      <Button class="chat-close" onClick={onClose}>Close</Button></section>;
  }
  if (!chat) return <section class="chat" aria-busy="true"><HeadSkeleton /><LinesSkeleton /></section>;
  return (
    <section class="chat" data-focused={focused || undefined} aria-label={`Chat with ${visitorName(chat.visitor)}`} onPointerDown={look}
      onFocusIn={look}>
      <ChatHeader chat={chat} alone={alone} contextShown={contextShown} onContext={onContext} onClose={onClose} />
      {state === 'loading' ? <LinesSkeleton /> : <Messages room={room} chat={chat} newAfter={newAfter} />}
      {chat.status === 'waiting' ? <AcceptBar chat={chat} /> : <Composer chat={chat} narrow={isNarrow.value} />}
    </section>
  );
}

const AcceptBar = ({ chat }: { chat: Chat }) => (
  <div class="accept-bar">
    <p>Not accepted yet. <bdi class="accept-name">{visitorName(chat.visitor)}</bdi> sees that somebody will come{chat.position
      ? `, and is number ${chat.position} in line` : ''}.</p>
    <Button size="lg" variant="primary" icon={CheckIcon} busy={busyChats.value.has(chat.id)}
      onClick={() => void acceptChat(chat.id)}>Accept this chat</Button>
  </div>
);

const HeadSkeleton = () => <div class="chat-head"><Skeleton width="34px" height="34px" round /><div class="chat-who">
  <Skeleton width="140px" /><Skeleton width="90px" /></div></div>;

const LinesSkeleton = () => (
  <div class="messages-frame"><div class="messages-skeleton" aria-hidden="true">
    {['54%', '38%', '62%', '30%'].map((width, index) => <Skeleton key={width} width={width} height={index % 2 ? '38px' : '54px'} />)}
  </div></div>
);
