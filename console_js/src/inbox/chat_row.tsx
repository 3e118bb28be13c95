// One chat in the queue.
import { useComputed } from '@preact/signals';
import type { Chat } from '../../../shared_js/wire';
import { acceptChat } from '../chat/actions';
import { focusComposer } from '../chat/focus';
import { paths } from '../router';
import { Avatar, Badge, Button, ClockIcon, Count, Elapsed, everySecond, LeftIcon, ReplyIcon, TeamIcon, Time,
  WarnIcon } from '../ui';
import { pictureOf } from '../store/faces';
import { hasLeft, visitorName } from '../store/visitor';
import { isNarrow } from '../ui/layout';
import { memo } from '../ui/memo';
import { patience } from './patience';
import { foreignLanguage } from './language';

function Wait({ since }: { since: string }) {
  const level = useComputed(() => patience(everySecond.value - Date.parse(since))).value;
  const Glyph = level === 'too_long' ? WarnIcon : ClockIcon;
  return <span class="wait" data-level={level} title="Waiting since"><Glyph size={13} /><Elapsed since={since} />
    </span>;
}

/** Others' words are not pushed to everybody: their rows say what stays true, whose the chat is and since when. */
const Colleague = ({ chat }: { chat: Chat }) => (
  <>
    <span class="row-text">{chat.agent ? `With ${chat.agent.name}` : 'With a colleague'}</span>
    {chat.agent && <Avatar name={chat.agent.name} picture={pictureOf(chat.agent)} size={20} />}
  </>
);

/** Who opens a chat of their own wants to write; on a phone the keyboard would cover what there is to read. */
const write = (event: MouseEvent, chat: Chat) => {
  if (!isNarrow.value && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) focusComposer(chat.id);
};

const TeamMark = ({ name, ours }: { name: string; ours: boolean }) => (
  <Badge tone={ours ? 'accent' : 'plain'} icon={TeamIcon} title={ours ? `Waits for your team ${name}`
    : `Waits for the team ${name}`}>
    <span class="truncate" dir="auto">{name}</span></Badge>
);

const PassedMark = ({ by }: { by: string }) => (
  <Badge tone="accent"><span class="truncate">New{by && <>: from <bdi>{by}</bdi></>}</span></Badge>
);

const LeftMark = () => <span class="row-left" title="Left the page"><LeftIcon size={13} /><span
  class="sr-only">Left the page</span></span>;

interface RowProps {
  chat: Chat;
  mine: boolean;
  place: 'here' | 'open' | undefined;
  site: boolean;
  /** Whether the chat's team is one of mine. */
  ours: boolean;
  /** Who passed the chat to me, until I look at it; '' where nobody knows. */
  passedBy: string | undefined;
}

export const ChatRow = memo(function ChatRow({ chat, mine, place, site, ours, passedBy }: RowProps) {
  const waiting = chat.status === 'waiting';
  const name = visitorName(chat.visitor);
  const language = foreignLanguage(chat.visitor.language);
  return (
    <li class="row" data-current={place} data-unread={(mine && chat.unread > 0) || passedBy !== undefined || undefined}>
      <a class="row-link" data-row data-chat={chat.id} href={paths.chat(chat.id)} aria-current={place === 'here'
        ? 'true' : undefined}
        onClick={mine ? (event) => write(event, chat) : undefined}>
        <Avatar name={name} size={34} />
        <span class="row-body">
          <span class="row-line">
            <strong class="row-name" dir="auto">{name}</strong>
            <span class="row-site">{site && chat.site.name}</span>
            {waiting ? <Wait since={chat.waiting_since ?? chat.created_at} /> : <span class="row-when">
              <Time value={mine ? chat.last.at : chat.accepted_at ?? chat.created_at} /></span>}
          </span>
          <span class="row-line">
            {passedBy !== undefined && <PassedMark by={passedBy} />}
            {mine || waiting
              ? <>{chat.last.kind === 'agent' && <span class="row-speaker" title="Answered"><ReplyIcon size={13} />
                <span class="sr-only">Answered:</span></span>}<span class="row-text" dir="auto">{chat.last.text}</span>
                  </>
              : <Colleague chat={chat} />}
            {waiting && chat.team && <TeamMark name={chat.team.name} ours={ours} />}
            {hasLeft(chat) && <LeftMark />}
            {language && (mine || waiting) && <Badge title={`The browser speaks ${language}`}>{language}</Badge>}
            {mine && <Count value={chat.unread} label="unread" />}
          </span>
        </span>
      </a>
      {waiting && <Button class="row-accept" size="sm" variant="primary" aria-label={`Accept the chat with ${name}`}
        onClick={() => void acceptChat(chat.id)}>Accept</Button>}
    </li>
  );
});
