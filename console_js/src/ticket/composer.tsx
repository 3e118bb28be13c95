// Where an agent writes in a ticket. A reply and a private note differ in colour, border, icon, words and button,
// and keep their own drafts.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { Button, LockIcon, ReplyIcon } from '../ui';
import { draftOf, type Draft, type Mode } from './drafts';
import { Files } from './files';
import type { TicketLive } from './live';
import { News } from './news';
import { FIELD_ID, useSender } from './sending';
import { SendBar, thenOf } from './send_bar';
import { StaleStop } from './stale';
import { addFiles } from './upload';
import { WriterField } from './writer_field';
import { useNewsWhileWriting, useWriting } from './writing';
import './composer.css';

/** What stands in the composer and what can be done with it. */
function useComposer(live: TicketLive, ticket: Ticket) {
  const draft = draftOf(live.number);
  const mode = draft.mode.value;
  const part = draft[mode];
  const begun = part.text.value.trim() !== '' || part.files.value.length > 0;
  const writing = useWriting(live.number);
  const news = useNewsWhileWriting(live, begun);
  const seenBy = (of: Mode) => (of === 'reply' ? Math.min(live.seen.value, news.since) : live.seen.value);
  const sender = useSender(live, draft, seenBy);
  useEffect(() => { if (!begun) writing.stop(); }, [begun]);
  const choose = (next: Mode) => {
    draft.mode.value = next;
    writing.stop();
    sender.forgetTrouble();
    // Right after it is drawn: a key pressed in between would be a command.
    queueMicrotask(focusField);
  };
  const change = (text: string) => {
    part.text.value = text;
    // Other words are another message: only the same ones are stored once.
    part.clientId.value = '';
    sender.forgetTrouble();
    if (text.trim()) writing.write();
  };
  const shut = mode === 'reply' && ticket.status === 'closed';
  const ready = begun && !sender.stale && !shut;
  const attach = (files: File[]) => addFiles(files, part.files);
  return { draft, mode, part, begun, shut, ready, news, sender, choose, change, attach, stop: writing.stop };
}
type Composing = ReturnType<typeof useComposer>;

const focusField = () => document.getElementById(FIELD_ID)?.focus();

export function Composer({ live, ticket }: { live: TicketLive; ticket: Ticket }) {
  const composing = useComposer(live, ticket);
  const { draft, mode, part, begun, shut, ready, sender, choose, attach } = composing;
  const drop = useDrop(attach);
  const opened = useOpened();
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Out of the field first; the next one leaves the ticket.
      event.stopPropagation();
      (document.activeElement as HTMLElement | null)?.blur();
    }
    const then = thenOf(event);
    if (!then || event.isComposing) return;
    event.preventDefault();
    if (ready) void sender.send(then);
  };
  return (
    <form class="writer" data-mode={mode} data-begun={begun || undefined} data-over={drop.over || undefined}
      data-open={opened.open || undefined} aria-label={mode === 'reply' ? 'Reply to the customer' : 'Private note'}
      {...drop.handlers} {...opened.handlers} onKeyDown={press} onSubmit={(event) => event.preventDefault()}>
      <Arrived live={live} ticket={ticket} composing={composing} />
      <Modes draft={draft} onChoose={choose} />
      {shut ? <Shut onNote={() => choose('note')} /> : (
        <>
          <WriterField key={mode} ticket={ticket} mode={mode} part={part} readOnly={sender.busy}
            onWrite={composing.change} onStop={composing.stop} onFiles={attach} />
          <Files files={part.files} intoChat={mode === 'reply' && ticket.chat !== null} />
          <SendBar ticket={ticket} mode={mode} busy={sender.busy} ready={ready} trouble={sender.trouble}
            send={(then) => void sender.send(then)} />
        </>
      )}
      {drop.over && <p class="writer-drop" aria-hidden="true">Drop to attach to the {mode}</p>}
    </form>
  );
}

/** What one may not have seen: told while one writes, and as a stop when one sends. */
function Arrived({ live, ticket, composing }: { live: TicketLive; ticket: Ticket; composing: Composing }) {
  const { sender, news, mode } = composing;
  const { stale } = sender;
  if (!stale) return <News live={live} ticket={ticket} entries={news.entries} onSeen={news.acknowledge} />;
  const edit = () => {
    live.seen.value = Math.max(live.seen.value, stale.seq);
    news.acknowledge();
    sender.forgetStale();
    focusField();
  };
  return <StaleStop stale={stale} ticket={ticket} busy={sender.busy} mode={mode} edit={edit}
    again={() => void sender.send(stale.then, stale.seq)} />;
}

function Modes({ draft, onChoose }: { draft: Draft; onChoose: (mode: Mode) => void }) {
  const mode = draft.mode.value;
  const kept = (of: Mode) => of !== mode && draft[of].text.value.trim() !== ''
    && <span class="writer-kept">Draft</span>;
  return (
    <div class="writer-modes" role="group" aria-label="What to write">
      <button type="button" class="writer-mode" aria-pressed={mode === 'reply'} title="Reply (r)"
        onClick={() => onChoose('reply')}>
        <ReplyIcon size={14} />Reply{kept('reply')}
      </button>
      <button type="button" class="writer-mode note" aria-pressed={mode === 'note'} title="Private note (n)"
        onClick={() => onChoose('note')}>
        <LockIcon size={14} />Private note{kept('note')}
      </button>
      {mode === 'note' && <span class="writer-warning">Only your team sees this</span>}
    </div>
  );
}

const Shut = ({ onNote }: { onNote: () => void }) => (
  <div class="writer-shut">
    <p>This ticket is closed and takes no more replies. If the customer writes again, a follow-up opens.</p>
    <Button size="sm" icon={LockIcon} onClick={onNote}>Write a note instead</Button>
  </div>
);

const FOLD_MS = 400;

/**
 * On a narrow screen the buttons fold away while nobody writes. Not at once, and not for a press on the modes: what is
 * being pressed must not move away under the finger.
 */
function useOpened() {
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    open,
    handlers: {
      onFocusIn: ({ target }: FocusEvent) => {
        clearTimeout(timer.current);
        if (!(target as Element).closest('.writer-modes')) setOpen(true);
      },
      onFocusOut: () => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setOpen(false), FOLD_MS);
      },
    },
  };
}

/** Files dropped anywhere on the composer. */
function useDrop(take: (files: File[]) => void) {
  const [over, setOver] = useState(false);
  const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer!.files]);
      },
    },
  };
}
