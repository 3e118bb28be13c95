/** The whole widget: header, connection bar, home or conversation, and what one can do below. */
import { useComputed, useSignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../session';
import type { Store } from '../storage';
import { Banner } from './banner';
import { Closing } from './closing';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { Header } from './header';
import { Home } from './home';
import { makePrechat } from './prechat';

const FOCUS_LATE_MS = 1_000;

interface Props {
  session: Session;
  storage: Store;
  open: Signal<boolean>;
  sound: Signal<boolean>;
  /** null when there is no page around the frame to close it. */
  close: (() => void) | null;
}

export function App({ session, storage, open, sound, close }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const closing = useRef<HTMLElement>(null);
  const prechat = useRef(makePrechat(session, storage)).current;
  const sent = useSignal(0);
  const home = useComputed(() => !session.chat.value && !session.outbox.items.value.length);

  const over = session.over.value && !home.value;
  const shown = open.value;

  useFocus(shown, over ? closing : field, [shown, over, home.value]);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) close?.();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [close]);

  const write = (body: string) => {
    if (home.value && !prechat.check()) return false;
    session.write(body, home.value ? prechat.take() : undefined);
    sent.value++;
    return true;
  };
  return (
    <div class="app">
      <Header session={session} sound={sound} close={close} home={home.value} />
      <Banner session={session} />
      {home.value ? <Home session={session} prechat={prechat} /> : <Conversation session={session} sent={sent} />}
      {over
        ? <Closing key={session.chat.value?.id} session={session} place={closing} />
        : <Composer session={session} storage={storage} field={field} write={write} />}
    </div>
  );
}

/** Brings a person who is here, and whose focus is nowhere, to where it goes on. */
function useFocus(shown: boolean, target: RefObject<HTMLElement | null>, when: unknown[]): void {
  useEffect(() => {
    if (!shown) return;
    const go = () => {
      if (document.activeElement !== document.body) return;
      // On a touch screen the focus would bring up the keyboard over half of what there is to read.
      const keyboardUp = target.current instanceof HTMLTextAreaElement && !matchMedia('(pointer: fine)').matches;
      if (!keyboardUp) target.current?.focus();
    };
    // A page that loads must not lose its focus to the chat; a frame in another site's page gets its focus a moment late.
    if (document.hasFocus()) return go();
    const signal = AbortSignal.timeout(FOCUS_LATE_MS);
    addEventListener('focus', go, { once: true, signal });
  }, when);
}
