// The text of a reply or note: Markdown with buttons and keys, a preview, lists that open while one types.
import { useRef, useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { customerName } from '../store/visitor';
import type { Mode, Part } from './drafts';
import { apply, around, link, nextLine, type Edit, type Selected } from './edit';
import { Markdown } from './markdown';
import { FIELD_ID } from './sending';
import { Suggestions, useSuggestions } from './suggestions';
import { Toolbar } from './toolbar';

const LONGEST = 50_000;

export interface FieldProps {
  ticket: Ticket; mode: Mode; part: Part; readOnly: boolean;
  onWrite: (text: string) => void; onStop: () => void; onFiles: (files: File[]) => void;
}

export const selectedIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected =>
  ({ text: value, start: selectionStart, end: selectionEnd });

const BY_KEY: Record<string, (selected: Selected) => Edit> = {
  b: (selected) => around(selected, '**', 'bold'),
  i: (selected) => around(selected, '*', 'italic'),
  k: link,
};

export function WriterField({ ticket, mode, part, readOnly, onWrite, onStop, onFiles }: FieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [preview, setPreview] = useState(false);
  const suggestions = useSuggestions({ area, ticket, mode, part });
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: Safari says so for the Enter that ends a composition.
    if (event.isComposing || event.keyCode === 229 || suggestions.press(event)) return;
    const edit = editFor(event, area.current!);
    if (edit) {
      event.preventDefault();
      apply(area.current!, edit);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const data = event.clipboardData;
    // What comes from a text program brings a picture of itself along.
    if (!data?.files.length || data.types.includes('text/plain')) return;
    event.preventDefault();
    onFiles([...data.files]);
  };
  const customer = customerName(ticket);
  return (
    <>
      {preview ? <Preview part={part} /> : (
        <textarea ref={area} id={FIELD_ID} class="writer-area" dir="auto" rows={2} maxLength={LONGEST}
          readOnly={readOnly}
          aria-label={mode === 'note' ? 'Private note, only your team sees this' : `Reply to ${customer}`}
          placeholder={mode === 'note' ? 'A private note for your team' : `Reply to ${customer}`}
          {...suggestions.aria}
          value={part.text.value} onInput={(event) => { onWrite(event.currentTarget.value); suggestions.look(); }}
          onKeyDown={onKeyDown} onKeyUp={suggestions.look} onClick={suggestions.look} onPaste={onPaste}
          onBlur={() => { onStop(); suggestions.close(); }} />
      )}
      <Suggestions {...suggestions} />
      <Toolbar area={area} ticket={ticket} mode={mode} preview={preview} onPreview={setPreview} onFiles={onFiles} />
    </>
  );
}

/** As it will look in the timeline. */
const Preview = ({ part }: { part: Part }) => (
  <div class="writer-area writer-preview" tabIndex={0} role="region" aria-label="Preview">
    {part.text.value.trim() ? <Markdown text={part.text.value} mentions={part.mentions.value} />
      : <p class="quiet">Nothing written yet.</p>}
  </div>
);

function editFor(event: KeyboardEvent, area: HTMLTextAreaElement): Edit | null {
  const mod = event.ctrlKey || event.metaKey;
  const selected = selectedIn(area);
  const plain = !event.altKey && !event.shiftKey;
  if (event.key === 'Enter') return mod || !plain ? null : nextLine(selected);
  return mod && plain ? BY_KEY[event.key.toLowerCase()]?.(selected) ?? null : null;
}
