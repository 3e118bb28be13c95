// The timeline: everything that happened, oldest first, with a filter, places to land on, and a way to choose entries.
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { TimelineEntry } from '../../../shared_js/wire';
import { sameDay } from '../../../shared_js/time';
import { customerName } from '../store/visitor';
import { Button, dayName, DownIcon, EmptyState, FilterIcon, serverNow } from '../ui';
import { Choosing, pressWhileChoosing, useChoosingFocus } from './choosing';
import { Entry } from './entry';
import { filterTimeline, isFiltered, NO_FILTER } from './filter';
import { FilterBar } from './filter_bar';
import { useLanding } from './landing';
import type { TicketLive } from './live';
import { useEnd, useGrowing, useSeen } from './scrolling';
import { undoReply } from './sending';
import { maySplit, splitSelection, stopChoosing } from './split_selection';
import { splitRefusal } from './splitting';
import { continues, isTranscript } from './story';
import { takeBackForEver, takeBackWord } from './take_back';

export function Timeline({ live }: { live: TicketLive }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const entries = live.entries.value;
  const shown = useMemo(() => filterTimeline(entries, filter), [entries, filter]);
  const filtered = isFiltered(filter);
  const landed = useLanding(entries, () => { setFilter(NO_FILTER); leaveEnd(); });
  const room = useGrowing(shown.length, filter);
  // Where one was led to has to be there.
  const first = landed ? 0 : Math.max(0, shown.length - room);
  const { box, onScroll, below, toEnd, atEnd, leaveEnd } = useEnd(entries.length, filter, room);
  useSeen(live, box, () => atEnd.current && !filtered);
  const undo = useMemo(() => (entry: TimelineEntry) => {
    if (takeBackWord(entry)) void takeBackForEver(live, entry);
    else undoReply(live, entry);
  }, [live]);
  useEffect(() => stopChoosing, []);
  useChoosingFocus(box, splitSelection.value !== null);
  const customer = customerName(live.ticket.value!);
  const chosen = splitSelection.value;
  return (
    <>
      <FilterBar entries={entries} filter={filter} found={filtered ? shown.length : null} onChange={setFilter} />
      <div class="story-frame">
        <ol class="story" ref={box} onScroll={onScroll} tabIndex={0} aria-label="Timeline" onKeyDown={pressWhileChoosing}>
          {shown.slice(first).flatMap((entry, index) => {
            const before = shown[first + index - 1];
            const newDay = !before || !sameDay(before.at, entry.at);
            return [
              newDay && <Day key={`day-${entry.id}`} entry={entry} first={first + index === 0} />,
              <Entry key={entry.id} entry={entry} customer={customer} fresh={live.fresh.value.has(`id:${entry.id}`)}
                goesOn={!newDay && continues(entry, before)} landed={landed === entry.id} words={filter.words}
                chosen={chosen && maySplit(entry) ? chosen.has(entry.id) : undefined}
                onUndo={entry.delivery === 'held' || takeBackWord(entry) ? undo : undefined} />,
            ];
          })}
          {!shown.length && (
            <li><EmptyState icon={FilterIcon} title="Nothing fits this filter"
              action={<Button onClick={() => setFilter(NO_FILTER)}>Show everything</Button>} /></li>
          )}
        </ol>
        {below > 0 && (
          <Button size="sm" variant="primary" icon={DownIcon} class="story-below" onClick={toEnd}>
            {below === 1 ? '1 new entry' : `${below} new entries`}
          </Button>
        )}
      </div>
      {chosen && <Choosing count={chosen.size}
        refusal={splitRefusal(entries.filter(maySplit), chosen, live.number)} />}
    </>
  );
}

/** The first one stands over what was said in the chat before. */
const Day = ({ entry, first }: { entry: TimelineEntry; first: boolean }) => (
  <li class="story-day" data-transcript={first && isTranscript(entry) ? '' : undefined}>
    <span>{dayName(entry.at, serverNow())}</span>
  </li>
);
