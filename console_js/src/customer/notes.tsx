// Notes about a person, for colleagues only.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { Button, confirm, IconButton, LockIcon, PlusIcon, Time, toast, TrashIcon } from '../ui';
import { mayDeleteNote, type CustomerRecord } from './record';

const LONGEST = 10_000;

export function Notes({ record, customer: { notes = [] } }: { record: CustomerRecord; customer: Customer }) {
  const remove = async (id: string) => {
    if (!await confirm({ title: 'Delete this note?', text: 'It is gone for everybody, and can’t be brought back.',
      action: 'Delete', danger: true })) return;
    const refused = await record.removeNote(id);
    if (refused) toast(refused.message, 'bad');
  };
  return (
    <section aria-label="Notes about the person">
      <h2>Notes about the person <LockIcon size={12} /></h2>
      {notes.length > 0 && (
        <ul class="person-notes">
          {notes.map(({ id, body, by, at }) => (
            <li key={id}>
              <p dir="auto">{body}</p>
              <small><span><bdi>{by.name}</bdi>, <Time value={at} /></span>{mayDeleteNote(by.id) && <IconButton
                size="sm" icon={TrashIcon} label={`Delete the note of ${by.name}`} class="quiet-button"
                onClick={() => void remove(id)} />}</small>
            </li>
          ))}
        </ul>
      )}
      <Writer record={record} />
    </section>
  );
}

function Writer({ record }: { record: CustomerRecord }) {
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const open = text !== null;
  useLayoutEffect(() => { if (open) area.current!.focus(); }, [open]);
  if (text === null) return <button type="button" class="person-add" onClick={() => setText('')}><PlusIcon
    size={12} />Write a note</button>;
  const save = async () => {
    if (!text.trim()) return setText(null);
    setBusy(true);
    const refused = await record.addNote(text.trim());
    setBusy(false);
    if (refused) setError(refused.message);
    else setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const send = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.isComposing || (!send && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (send) void save();
    else if (!text.trim()) setText(null);
  };
  return (
    <form class="person-writer" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <textarea ref={area} class="input" dir="auto" rows={3} maxLength={LONGEST} aria-label="Note about the person"
        placeholder="What colleagues should know. The customer never sees it."
        value={text} onInput={(event) => { setText(event.currentTarget.value); setError(''); }} onKeyDown={onKeyDown} />
      {error && <p class="field-error" role="alert">{error}</p>}
      <div class="person-foot"><Button size="sm" onClick={() => setText(null)}>Cancel</Button><Button size="sm"
        type="submit" variant="note" icon={LockIcon} busy={busy}>Add note</Button></div>
    </form>
  );
}
