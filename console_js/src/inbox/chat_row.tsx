// One chat in the queue.
import { useComputed } from '@preact/signals';
import type { Chat } from '../../../shared_js/wire';
import { acceptChat } from '../chat/actions';
import { paths } from '../router';
import { Avatar, Badge, Button, ClockIcon, Count, Elapsed, everySecond, Time, WarnIcon } from '../ui';
import { memo } from '../ui/memo';
import { patience } from './filter';
import { foreignLanguage } from './language';

function Wait({ since }: { since: string }) {
  const level = useComputed(() => patience(everySecond.value - Date.parse(since))).value;
  const Glyph = level === 'too_long' ? WarnIcon : ClockIcon;
  return <span class="wait" data-level={level} title="Waiting since"><Glyph size={13} /><Elapsed since={since} /></span>;
}

/** Others' words are not pushed to everybody: their rows say what stays true, whose the chat is and since when. */
const Colleague = ({ chat }: { chat: Chat }) => (
  <>
    <span class="row-text">{chat.agent ? `With ${chat.agent.name}` : 'With a colleague'}</span>
    {chat.agent && <Avatar name={chat.agent.name} picture={chat.agent.picture} size={20} />}
  </>
);

export const ChatRow = memo(function ChatRow({ chat, mine, current }: { chat: Chat; mine: boolean; current: boolean }) {
  const waiting = chat.status === 'waiting';
  const language = foreignLanguage(chat.visitor.language);
  return (
    <li class="row" data-current={current || undefined} data-unread={(mine && chat.unread > 0) || undefined}>
      <a class="row-link" data-row data-chat={chat.id} href={paths.chat(chat.id)} aria-current={current ? 'true' : undefined}>
        <Avatar name={chat.visitor.name} size={34} />
        <span class="row-body">
          <span class="row-line">
            <strong class="row-name" dir="auto">{chat.visitor.name}</strong>
            <span class="row-site">{chat.site.name}</span>
            {waiting ? <Wait since={chat.waiting_since ?? chat.created_at} /> : <span class="row-when"><Time value={mine ? chat.last.at : chat.accepted_at ?? chat.created_at} /></span>}
          </span>
          <span class="row-line">
            {mine || waiting
              ? <span class="row-text">{chat.last.kind === 'agent' && <span class="quiet">You: </span>}<bdi dir="auto">{chat.last.text}</bdi></span>
              : <Colleague chat={chat} />}
            {language && <Badge title={`The browser speaks ${language}`}>{language}</Badge>}
            {mine && <Count value={chat.unread} label="unread" />}
          </span>
        </span>
      </a>
      {waiting && <Button class="row-accept" size="sm" variant="primary" aria-label={`Accept the chat with ${chat.visitor.name}`} onClick={() => void acceptChat(chat.id)}>Accept</Button>}
    </li>
  );
});
