// Entries as they will be read, shown beside what one is about to do.
import type { TimelineEntry } from '../../../shared_js/wire';
import { Entry } from './entry';
import { continues } from './story';

/** A link must not lead away from under a dialog. */
function aside(event: MouseEvent) {
  const link = (event.target as Element).closest('a[href]') as HTMLAnchorElement | null;
  if (!link) return;
  event.preventDefault();
  if (!link.hash) open(link.href, '_blank', 'noopener');
}

interface PreviewProps { label: string; entries: readonly TimelineEntry[]; customer: string; busy?: boolean }

export const Preview = ({ label, entries, customer, busy }: PreviewProps) => (
  <ol class="preview-story" aria-label={label} aria-busy={busy} tabIndex={0} onClickCapture={aside}>
    {entries.map((entry, index) => <Entry key={entry.id} entry={entry} customer={customer} apart goesOn={continues(entry, entries[index - 1])} />)}
  </ol>
);
