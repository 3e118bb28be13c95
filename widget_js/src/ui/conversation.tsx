/** The running conversation: the log, who types, the place in the queue. Stays at the newest line unless scrolled away. */
import { useComputed, useSignal, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { dayLabel } from '../../../shared_js/time';
import { rows, type Row } from '../rows';
import type { Session } from '../session';
import { language, strings } from '../language';
import { Group } from './bubble';
import { Contact } from './contact';
import { Down } from './icons';
import { named } from './named';
import { systemLine } from './system_line';
import { Waiting } from './waiting';

const NEAR_PX = 80;

export function Conversation({ session, sent }: { session: Session; sent: Signal<number> }) {
  const list = useComputed(() => rows(session.entries.value, session.outbox.items.value, session.chat.value?.read.agent ?? 0));
  const loading = useComputed(() => !!session.chat.value && !session.entries.value.length);
  const { status, ended_by, position } = session.chat.value ?? {};
  const typist = session.over.value ? null : session.typist.value;
  const { scroller, behind, onScroll, toEnd } = useEnd(list.value, sent.value, [typist, status, position]);
  return (
    <main class="conversation">
      <section class="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} aria-label={strings.log}>
        <div role="log" aria-live="polite" aria-relevant="additions" aria-busy={loading.value}>
          {loading.value && <p class="sr">{strings.loading}</p>}
          {list.value.map((row) => <Line key={row.key} row={row} session={session} />)}
        </div>
        {typist && (
          <p class="typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span><span>{named(strings.types, typist.name)}</span></p>
        )}
        {(status === 'waiting' || !status) && <Waiting session={session} />}
        {status === 'missed' && <Contact session={session} why={ended_by === 'visitor' ? strings.contactEnded : strings.contactMissed} />}
      </section>
      {behind.value && <button type="button" class="to-end" onClick={toEnd}><Down size={18} />{strings.newMessages}</button>}
    </main>
  );
}

/** Keeps the newest line in view, unless the visitor has scrolled away to read; one's own new message leads back. */
function useEnd(list: readonly Row[], sent: number, around: unknown[]) {
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  const behind = useSignal(false);
  const toEnd = () => {
    const place = scroller.current;
    if (place) place.scrollTop = place.scrollHeight;
    behind.value = false;
  };
  const onScroll = () => {
    const place = scroller.current;
    if (!place) return;
    atEnd.current = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR_PX;
    if (atEnd.current) behind.value = false;
  };
  useLayoutEffect(() => { atEnd.current = true; }, [sent]);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
    else behind.value = true;
  }, [list, sent]);
  useLayoutEffect(() => { if (atEnd.current) toEnd(); }, around);
  useEffect(() => {
    // The keyboard of a phone, a growing composer or the rating take room away from below.
    const observer = new ResizeObserver(() => { if (atEnd.current) toEnd(); });
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);
  return { scroller, behind, onScroll, toEnd };
}

function Line({ row, session }: { row: Row; session: Session }) {
  if (row.type === 'day') return <p class="day"><span>{dayLabel(row.at, Date.now(), language)}</span></p>;
  if (row.type === 'system') return <p class="system">{systemLine(row.message)}</p>;
  return <Group group={row} session={session} />;
}
