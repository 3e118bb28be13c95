/** Telling colleagues that one is writing here, and being told what came while one wrote. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Looking, TimelineEntry } from '../../../shared_js/wire';
import { connection, store } from '../store';
import type { TicketLive } from './live';

const RENEW_MS = 4000;

export function useWriting(number: number) {
  const last = useRef(0);
  const stop = () => {
    if (!last.current) return;
    last.current = 0;
    void connection.send('ticket.typing', { number, on: false });
  };
  const write = () => {
    if (Date.now() - last.current < RENEW_MS) return;
    last.current = Date.now();
    void connection.send('ticket.typing', { number, on: true });
  };
  useEffect(() => stop, [number]);
  return { write, stop };
}

/** Entries of others are news; what the system notes down is not. */
export const isNews = ({ actor }: Pick<TimelineEntry, 'actor'>, me: string | undefined): boolean =>
  actor.kind !== 'system' && actor.id !== me;

/**
 * What others did since one began to write. A reply counts them as unseen until one says otherwise: words that
 * slid by above the field while one typed were not read.
 */
export function useNewsWhileWriting(live: TicketLive, writing: boolean) {
  const [since, setSince] = useState(live.seq.value);
  const seq = live.seq.value;
  useEffect(() => { if (!writing) setSince(seq); }, [writing, seq]);
  const me = store.me.value?.id;
  const entries = writing ? live.entries.value.filter((entry) => entry.seq > since && isNews(entry, me)) : [];
  return { entries, since: writing ? since : seq, acknowledge: () => setSince(live.seq.peek()) };
}

/** "Ben and Zoë are writing"; empty when nobody is. */
export function sentenceOf(people: readonly Looking[], what: 'writing' | 'looking'): string {
  const names = people.filter(({ writing }) => writing === (what === 'writing')).map(({ agent }) => agent.name);
  if (!names.length) return '';
  const who = names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ');
  return `${who} ${names.length > 1 ? 'are' : 'is'} ${what === 'writing' ? 'writing' : 'looking at this'}`;
}
