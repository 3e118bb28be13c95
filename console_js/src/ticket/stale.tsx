// The stop: something arrived that one has not seen. It is shown right here; nothing was sent and nothing is lost.
import { useEffect, useRef } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { customerName } from '../store/visitor';
import { Button, WarnIcon } from '../ui';
import type { Mode } from './drafts';
import { Entry } from './entry';
import type { Stale } from './sending';

interface StopProps {
  stale: Stale; ticket: Ticket; mode: Mode; busy: boolean; again: () => void; edit: () => void;
}

export function StaleStop({ stale, ticket, mode, busy, again, edit }: StopProps) {
  const box = useRef<HTMLDivElement>(null);
  const news = stale.entries.length === 1 ? '1 new entry' : `${stale.entries.length} new entries`;
  useEffect(() => { box.current!.focus(); }, [stale.seq]);
  return (
    <div ref={box} class="writer-stop" role="alertdialog" aria-label="Not sent: something new arrived" tabIndex={-1}
      onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); edit(); } }}>
      <p class="writer-stop-head"><WarnIcon /><span><b>Not sent yet.</b> {news} since you looked:</span></p>
      <ol class="writer-stop-entries">
        {stale.entries.map((entry) => <Entry key={entry.id} entry={entry} customer={customerName(ticket)} apart />)}
      </ol>
      <div class="writer-stop-foot">
        <Button size="sm" onClick={edit}>Edit</Button>
        <Button size="sm" variant={mode === 'note' ? 'note' : 'primary'} busy={busy}
          onClick={again}>
          {mode === 'note' ? 'Add note anyway' : 'Send anyway'}
        </Button>
      </div>
    </div>
  );
}
