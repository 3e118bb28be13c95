/** While nobody has taken the chat: the place in the queue, and, when it takes long, a way to be answered by email. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Session } from '../session';
import { strings } from '../language';
import { Contact } from './contact';

const PATIENCE_MS = 45_000;

export function Waiting({ session }: { session: Session }) {
  const chat = session.chat.value;
  const long = useSignal(false);
  useEffect(() => {
    if (!chat) return;
    const left = Date.parse(chat.created_at) + PATIENCE_MS - session.connection.now();
    const timer = setTimeout(() => { long.value = true; }, Math.max(0, left));
    return () => clearTimeout(timer);
  }, [chat?.id]);
  const { online } = session.site.value;
  const position = chat?.position ?? 0;
  return (
    <>
      {online && chat && (
        <div class="card queue" role="status">
          <span class="pulse" aria-hidden="true" />
          <p>{position > 0 && <strong>{position === 1 ? strings.next : strings.ahead(position - 1)}</strong>}{strings.waiting}</p>
        </div>
      )}
      {chat && (!online || long.value) && <Contact session={session} why={online ? strings.contactWaiting : strings.contactMissed} />}
    </>
  );
}
