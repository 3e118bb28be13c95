// Above a chat: who writes, how it stands, whose it is, and what can be done with it.
import type { Chat } from '../../../shared_js/wire';
import { mayHandle } from '../people/may';
import { back, paths } from '../router';
import { store } from '../store';
import { isMine } from '../store/rooms';
import { Avatar, BackIcon, Badge, Button, CheckIcon, CloseIcon, Elapsed, EndIcon, IconButton, InfoIcon, LeftIcon, TicketIcon,
  TransferIcon } from '../ui';
import { acceptChat, busyChats, convertChat, endChat } from './actions';
import { transferring } from './transfer';
import { hasLeft, visitorName } from '../store/visitor';

function Status({ chat }: { chat: Chat }) {
  switch (chat.status) {
    case 'waiting': return <Badge tone="warn">Waiting <Elapsed since={chat.waiting_since ?? chat.created_at} /></Badge>;
    case 'active': return <Badge tone="good"><span class="truncate">{isMine(chat) ? 'With you'
      : `With ${chat.agent?.name ?? 'a colleague'}`}</span></Badge>;
    case 'missed': return <Badge tone="bad">Missed</Badge>;
    default: return <Badge>Ended{chat.ended_by === 'visitor' ? ' by the visitor' : ''}</Badge>;
  }
}

function Actions({ chat }: { chat: Chat }) {
  const busy = busyChats.value.has(chat.id);
  const handle = mayHandle(store.me.value, chat);
  return (
    <div class="chat-actions">
      {chat.status === 'waiting' && <Button size="sm" variant="primary" icon={CheckIcon} busy={busy} title="Accept (a)"
        onClick={() => void acceptChat(chat.id)}>Accept</Button>}
      {chat.ticket
        ? <a class="button secondary sm" href={paths.ticket(chat.ticket)} title={`Open ticket #${chat.ticket}`}><TicketIcon size={14} />
          <span>{wideWords('Ticket ')}#{chat.ticket}</span></a>
        : chat.status !== 'waiting' && <Button size="sm" icon={TicketIcon} busy={busy} title="Make a ticket (t)" aria-label="Make a ticket"
          onClick={() => void convertChat(chat.id)}>{wideWords('Make a ticket')}<span class="narrow-only">Ticket</span></Button>}
      {handle && <IconButton icon={TransferIcon} label="Transfer" keys="x"
        onClick={() => { transferring.value = chat.id; }} />}
      {handle && chat.status === 'active' && <IconButton icon={EndIcon} label="End the chat" keys="e" onClick={() => void endChat(chat.id)} />}
    </div>
  );
}

const wideWords = (words: string) => <span class="wide-only">{words}</span>;

interface HeaderProps { chat: Chat; alone: boolean; contextShown: boolean; onContext: () => void; onClose: () => void }

export function ChatHeader({ chat, alone, contextShown, onContext, onClose }: HeaderProps) {
  return (
    <header class="chat-head">
      <IconButton class="only-narrow" icon={BackIcon} label="Back" onClick={() => back()} />
      <Avatar name={visitorName(chat.visitor)} size={34} />
      <div class="chat-who">
        <h2 dir="auto" title={visitorName(chat.visitor)}>{visitorName(chat.visitor)}</h2>
        <p data-left={hasLeft(chat) || undefined}><Status chat={chat} />
          {hasLeft(chat) && <Badge icon={LeftIcon}><span class="truncate">Left the page</span></Badge>}
          <span class="truncate">{chat.site.name}</span></p>
      </div>
      <Actions chat={chat} />
      <IconButton icon={InfoIcon} label="Visitor details" pressed={contextShown} onClick={onContext} />
      <IconButton class="only-wide" icon={CloseIcon} label={alone ? 'Close this chat' : 'Close this column'} onClick={onClose} />
    </header>
  );
}
