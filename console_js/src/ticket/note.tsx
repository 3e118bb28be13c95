// Writing a private note. It can't be taken for a reply: note colours, a lock, and a button that says so.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api';
import { Button, Kbd, LockIcon } from '../ui';
import type { TicketLive } from './live';

export const NOTE_ID = 'ticket-note';
const LONGEST = 10_000;
const TALLEST_PX = 240;

/** Kept until saved, so that neither a reload nor a lost connection takes it. */
const drafts = {
  key: (number: number) => `frontdesk.draft.ticket.${number}`,
  read: (number: number) => { try { return localStorage.getItem(drafts.key(number)) ?? ''; } catch { return ''; } },
  write(number: number, text: string) {
    try {
      if (text) localStorage.setItem(drafts.key(number), text);
      else localStorage.removeItem(drafts.key(number));
    } catch { /* full or blocked */ }
  },
};

export function NoteComposer({ live }: { live: TicketLive }) {
  const [text, setText] = useState(() => drafts.read(live.number));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // One id per note, kept over failed tries: the server then stores it once.
  const clientId = useRef('');
  useLayoutEffect(() => {
    const box = field.current!;
    box.style.height = 'auto';
    box.style.height = `${Math.min(TALLEST_PX, box.scrollHeight + 2)}px`;
  }, [text]);
  const write = (value: string) => { setText(value); setTrouble(null); drafts.write(live.number, value); };
  const save = async () => {
    const body = text.trim();
    if (!body || busy) return;
    clientId.current ||= crypto.randomUUID();
    setBusy(true);
    try {
      await live.addNote(body, clientId.current);
      clientId.current = '';
      write('');
    } catch (error) {
      setTrouble(error instanceof ApiError ? error.message : 'The note could not be saved.');
    } finally {
      setBusy(false);
      field.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      field.current!.blur();
    }
  };
  return (
    <form class="note-composer" aria-label="Private note" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <p class="note-title"><LockIcon size={14} /><b>Private note</b><span>Only your team sees this.</span></p>
      <textarea ref={field} id={NOTE_ID} rows={1} dir="auto" maxLength={LONGEST} aria-label="Private note, only your team sees this" aria-invalid={trouble ? true : undefined}
        aria-describedby={trouble ? `${NOTE_ID}-trouble` : undefined} placeholder="Write a note for your team" value={text} readOnly={busy}
        onInput={(event) => write(event.currentTarget.value)} onKeyDown={onKeyDown} />
      <div class="note-foot">
        {trouble ? <p class="field-error" id={`${NOTE_ID}-trouble`} role="alert">Not saved. {trouble}</p> : <span class="note-keys"><Kbd keys="mod+enter" /></span>}
        <Button type="submit" size="sm" variant="note" icon={LockIcon} busy={busy} disabled={!text.trim()}>{trouble ? 'Try again' : 'Add note'}</Button>
      </div>
    </form>
  );
}
