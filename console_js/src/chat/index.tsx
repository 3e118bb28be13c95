// The open chats side by side, as many as there is room for, with the visitor's details beside the focused one.
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { inRow } from '../inbox/state';
import { Overview } from '../inbox';
import { useCommands, type Command } from '../palette/commands';
import { mayHandle } from '../people/may';
import { go, paths } from '../router';
import { store } from '../store';
import { remembered } from '../store/remembered';
import { closeChat, isMine, knownRoom, openChat, openChats } from '../store/rooms';
import { isNarrow } from '../ui/layout';
import { acceptChat, convertChat, endChat } from './actions';
import './chat.css';
import { ChatColumn } from './column';
import { Context } from './context';
import { focusComposer } from './focus';
import { fitting } from './fitting';
import { TransferDialog, transferring } from './transfer';

const contextWanted = remembered('context', true);
/** Over the chat, where there is no room beside it. */
const sheetOpen = signal(false);

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    watch.observe(box.current!);
    setWidth(Math.round(box.current!.getBoundingClientRect().width));
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

function commandsFor(id: string | null): Command[] {
  const chat = () => (id ? store.chats.value.get(id) : undefined);
  const handle = () => Boolean(chat() && mayHandle(store.me.value, chat()!));
  const group = 'Chat';
  const list: Command[] = [
    { id: 'chat.accept', title: 'Accept this chat', keys: 'a', group, when: () => chat()?.status === 'waiting',
      run: () => void acceptChat(id!) },
    { id: 'chat.reply', title: 'Write a reply', keys: 'r', group, when: () => Boolean(chat() && isMine(chat()!)),
      run: () => focusComposer(id!, 'reply') },
    { id: 'chat.note', title: 'Write a private note', keys: 'n', group, when: () => Boolean(chat() && chat()!.status !== 'waiting'),
      run: () => focusComposer(id!, 'note') },
    { id: 'chat.ticket', title: 'Make a ticket', keys: 't', group, when: () => Boolean(chat() && !chat()!.ticket),
      run: () => void convertChat(id!) },
    { id: 'chat.open_ticket', title: 'Open the ticket of this chat', keys: 't', group, when: () => Boolean(chat()?.ticket),
      run: () => go(paths.ticket(chat()!.ticket!)) },
    { id: 'chat.transfer', title: 'Transfer this chat', keys: 'x', group, when: handle, run: () => { transferring.value = id; } },
    { id: 'chat.end', title: 'End this chat', keys: 'e', group, when: () => handle() && chat()?.status === 'active',
      run: () => void endChat(id!) },
  ];
  // What is typed in a row of the list is not about the open chat.
  return [
    ...list.map((command) => ({ ...command, when: () => !inRow() && command.when!() })),
    { id: 'chat.sheet', title: 'Close the details', keys: 'escape', group: '', hidden: true, when: () => sheetOpen.value,
      run: () => { sheetOpen.value = false; } },
  ];
}

export function Workbench({ focused }: { focused: string | null }) {
  const { box, width } = useWidth();
  const open = openChats.value;
  useEffect(() => {
    sheetOpen.value = false;
    const last = openChats.value.at(-1);
    if (focused) openChat(focused);
    else if (last && !isNarrow.value) go(paths.chat(last), { replace: true });
    // What does not exist is not come back to.
    return () => { if (focused && knownRoom(focused)?.state.value === 'gone') closeChat(focused); };
  }, [focused]);
  useCommands(commandsFor(focused));
  const known = focused && !open.includes(focused) ? [...open, focused] : open;
  const { shown, context } = fitting(known, focused, width, contextWanted.value);
  const chat = focused ? store.chats.value.get(focused) : undefined;
  const toggle = () => {
    if (context || fitting(known, focused, width, true).context) contextWanted.value = !contextWanted.value;
    else sheetOpen.value = !sheetOpen.value;
  };
  const close = (id: string) => {
    closeChat(id);
    if (id !== focused) return;
    const next = openChats.value.at(-1);
    go(next ? paths.chat(next) : paths.inbox, { replace: true });
  };
  return (
    <div class="workbench" ref={box}>
      {shown.map((id) => (
        <ChatColumn key={id} id={id} focused={id === focused} alone={shown.length === 1}
          contextShown={id === focused && (context || sheetOpen.value)} onClose={() => close(id)}
          onContext={() => { if (id === focused) toggle(); else go(paths.chat(id), { replace: true }); }} />
      ))}
      {!shown.length && !isNarrow.value && <Overview />}
      {chat && context && <Context chat={chat} />}
      {chat && sheetOpen.value && !context && <div class="context-sheet"><Context chat={chat}
        onClose={() => { sheetOpen.value = false; }} /></div>}
      <TransferDialog />
    </div>
  );
}
