// Where an agent writes. Reply and note differ in colour, icon, words and button, and keep their own drafts.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Chat } from '../../../shared_js/wire';
import { connection } from '../store';
import { isMine, post } from '../store/rooms';
import { Button, Kbd, LockIcon, ReplyIcon, SendIcon } from '../ui';
import { draftOf, type Mode } from './drafts';
import './composer.css';
import { takeFocus } from './focus';
import { visitorName } from '../store/visitor';

const MOST_LETTERS = 8000;
const TYPING_EVERY_MS = 2500;

/** Tells the visitor that somebody types, at most every few seconds, and when it stops. */
function useTyping(chat: string) {
  const last = useRef(0);
  const stop = () => {
    if (!last.current) return;
    last.current = 0;
    void connection.send('typing', { chat, on: false });
  };
  const type = () => {
    if (Date.now() - last.current < TYPING_EVERY_MS) return;
    last.current = Date.now();
    void connection.send('typing', { chat, on: true });
  };
  useEffect(() => stop, [chat]);
  return { type, stop };
}

export function Composer({ chat, narrow }: { chat: Chat; narrow: boolean }) {
  const draft = draftOf(chat.id);
  const area = useRef<HTMLTextAreaElement>(null);
  const typing = useTyping(chat.id);
  useLayoutEffect(() => { if (takeFocus(chat.id)) area.current?.focus(); }, [chat.id]);
  const replies = isMine(chat);
  const mode: Mode = replies ? draft.mode.value : 'note';
  const words = draft[mode];
  const send = () => {
    const body = words.value.trim();
    if (!body) return;
    post(chat.id, body, mode === 'note' ? 'note' : 'message');
    words.value = '';
    typing.stop();
    const log = area.current?.closest('.chat')?.querySelector('.messages');
    if (log) log.scrollTop = 0;
    area.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    // 229: Safari says so for the Enter that ends a composition.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') area.current?.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const write = (value: string) => {
    words.value = value;
    if (mode === 'reply') (value.trim() ? typing.type : typing.stop)();
  };
  const choose = (next: Mode) => { draft.mode.value = next; typing.stop(); area.current?.focus(); };
  return (
    <form class="composer" data-mode={mode} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Modes mode={mode} replies={replies} chat={chat} onChoose={choose} />
      <textarea ref={area} class="composer-area" data-composer={chat.id} dir="auto" rows={narrow ? 1 : 2} maxLength={MOST_LETTERS}
        value={words.value}
        aria-label={mode === 'note' ? 'Private note, only your team sees this' : `Reply to ${visitorName(chat.visitor)}`}
        placeholder={mode === 'note' ? 'A private note for your team' : `Reply to ${visitorName(chat.visitor)}`}
        enterkeyhint="send" onInput={(event) => write(event.currentTarget.value)} onKeyDown={press} onBlur={typing.stop} />
      <Foot mode={mode} empty={!words.value.trim()} />
    </form>
  );
}

const Foot = ({ mode, empty }: { mode: Mode; empty: boolean }) => (
  <div class="composer-foot">
    {mode === 'note'
      ? <span class="composer-warning"><LockIcon size={13} />Only your team sees this</span>
      : <span class="composer-hint"><Kbd keys="enter" /> sends <Kbd keys="shift+enter" /> new line</span>}
    {mode === 'note'
      ? <Button type="submit" variant="note" icon={LockIcon} disabled={empty}>Add note</Button>
      : <Button type="submit" variant="primary" icon={SendIcon} disabled={empty}>Send</Button>}
  </div>
);

function Modes({ mode, replies, chat, onChoose }: { mode: Mode; replies: boolean; chat: Chat; onChoose: (mode: Mode) => void }) {
  if (!replies) return <p class="composer-only">{chat.status === 'active'
    ? `${chat.agent?.name ?? 'A colleague'} answers this chat. You can leave a note.` : 'This chat is over. You can leave a note.'}</p>;
  return (
    <div class="composer-modes" role="group" aria-label="What to write">
      <button type="button" class="mode" aria-pressed={mode === 'reply'} title="Reply (r)" onClick={() => onChoose('reply')}>
        <ReplyIcon size={14} />Reply</button>
      <button type="button" class="mode note" aria-pressed={mode === 'note'} title="Private note (n)" onClick={() => onChoose('note')}>
        <LockIcon size={14} />Private note</button>
    </div>
  );
}
