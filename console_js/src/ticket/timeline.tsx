// The timeline: everything that happened, oldest first, with a filter by kind and by words.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sameDay } from '../../../shared_js/time';
import { customerName } from '../store/visitor';
import { Button, dayName, DownIcon, EmptyState, FilterIcon, SearchIcon, serverNow } from '../ui';
import { Entry } from './entry';
import { countGroups, filterTimeline, type Group } from './filter';
import type { TicketLive } from './live';
import { continues, isTranscript } from './story';

const GROUPS: { value: Group; label: string }[] = [
  { value: 'all', label: 'All' }, { value: 'messages', label: 'Messages' }, { value: 'notes', label: 'Notes' },
  { value: 'changes', label: 'Changes' }, { value: 'chat', label: 'Chat' },
];

export function Timeline({ live }: { live: TicketLive }) {
  const [group, setGroup] = useState<Group>('all');
  const [words, setWords] = useState('');
  const entries = live.entries.value;
  const shown = useMemo(() => filterTimeline(entries, group, words), [entries, group, words]);
  const counts = useMemo(() => countGroups(entries), [entries]);
  const { box, onScroll, below, toEnd } = useEnd(entries.length, `${group} ${words}`);
  const now = serverNow();
  const customer = customerName(live.ticket.value!);
  return (
    <>
      <div class="filter-bar">
        <div class="segments" role="group" aria-label="Kind of entry">
          {GROUPS.map(({ value, label }) => (
            <button key={value} type="button" aria-pressed={group === value} disabled={value !== 'all' && !counts[value]} onClick={() => setGroup(value)}>
              {label}<span class="segment-count">{counts[value]}</span>
            </button>
          ))}
        </div>
        <label class="filter-words">
          <SearchIcon size={14} />
          <input type="search" aria-label="Find words in the timeline" placeholder="Find words" dir="auto" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
      </div>
      <div class="story-frame">
        <ol class="story" ref={box} onScroll={onScroll} tabIndex={0} aria-label="Timeline">
          {shown.flatMap((entry, index) => {
            const before = shown[index - 1];
            const newDay = !before || !sameDay(before.at, entry.at);
            return [
              newDay && <li key={`day-${entry.id}`} class="story-day" data-transcript={index === 0 && isTranscript(entry) ? '' : undefined}><span>{dayName(entry.at, now)}</span></li>,
              <Entry key={entry.id} entry={entry} customer={customer} fresh={live.fresh.value.has(`seq:${entry.seq}`)} goesOn={!newDay && continues(entry, before)} />,
            ];
          })}
          {!shown.length && (
            <li><EmptyState icon={FilterIcon} title="Nothing fits this filter" action={<Button onClick={() => { setGroup('all'); setWords(''); }}>Show everything</Button>} /></li>
          )}
        </ol>
        {below > 0 && <Button size="sm" variant="primary" icon={DownIcon} class="story-below" onClick={toEnd}>{below === 1 ? '1 new entry' : `${below} new entries`}</Button>}
      </div>
    </>
  );
}

const NEAR_PX = 80;

/** Stays at the newest entry while one is there; else counts what came below. */
function useEnd(length: number, filter: string) {
  const box = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(length);
  const [below, setBelow] = useState(0);
  const toEnd = () => box.current?.scrollTo(0, box.current.scrollHeight);
  useLayoutEffect(() => {
    if (atEnd.current) {
      toEnd();
      seen.current = length;
      setBelow(0);
    } else setBelow(Math.max(0, length - seen.current));
  }, [length, filter]);
  useEffect(() => {
    // The note field below grows and shrinks; the last entry stays in sight.
    const watcher = new ResizeObserver(() => { if (atEnd.current) toEnd(); });
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);
  const onScroll = () => {
    if (!box.current) return;
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (atEnd.current) {
      seen.current = length;
      setBelow(0);
    }
  };
  return { box, onScroll, below, toEnd };
}
