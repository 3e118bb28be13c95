// Entries as they will be read, shown beside what one is about to do.
import { sameDay } from '../../../shared_js/time';
import type { TimelineEntry } from '../../../shared_js/wire';
import { dayName, serverNow } from '../ui';
import { Entry } from './entry';
import { continues } from './story';
import './entries.css';

/** A link must not lead away from under a dialog. */
function aside(event: MouseEvent) {
  const link = (event.target as Element).closest('a[href]') as HTMLAnchorElement | null;
  if (!link) return;
  event.preventDefault();
  if (!link.hash) open(link.href, '_blank', 'noopener');
}

interface PreviewProps { label: string; entries: readonly TimelineEntry[]; customer: string; busy?: boolean }

export function Preview({ label, entries, customer, busy }: PreviewProps) {
  const now = serverNow();
  return (
    <ol class="preview-story" aria-label={label} aria-busy={busy} tabIndex={0} onClickCapture={aside}>
      {entries.flatMap((entry, index) => {
        const before = entries[index - 1];
        const newDay = !before || !sameDay(before.at, entry.at);
        return [
          newDay && <li key={`day-${entry.id}`} class="story-day"><span>{dayName(entry.at, now)}</span></li>,
          <Entry key={entry.id} entry={entry} customer={customer} apart goesOn={!newDay && continues(entry, before)} />,
        ];
      })}
    </ol>
  );
}
