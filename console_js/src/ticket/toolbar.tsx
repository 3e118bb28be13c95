// Under the text: what it can look like, canned replies, files, and a preview.
import { useEffect, useRef } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import {
  AtIcon, BoldIcon, BoltIcon, CodeIcon, EyeIcon, type Icon, IconButton, ItalicIcon, LinkIcon, ListIcon, PaperclipIcon,
  Picker, QuoteIcon,
} from '../ui';
import { cannedReplies, needCanned } from './canned';
import type { Mode } from './drafts';
import { apply, around, beforeLines, code, link, type Edit, type Selected } from './edit';
import { insertCanned } from './suggestions';
import { selectedIn } from './writer_field';

interface Look { icon: Icon; label: string; keys?: string; act: (selected: Selected) => Edit }
const LOOKS: Look[] = [
  { icon: BoldIcon, label: 'Bold', keys: 'Ctrl+B', act: (selected) => around(selected, '**', 'bold') },
  { icon: ItalicIcon, label: 'Italic', keys: 'Ctrl+I', act: (selected) => around(selected, '*', 'italic') },
  { icon: ListIcon, label: 'List', act: (selected) => beforeLines(selected, '- ') },
  { icon: LinkIcon, label: 'Link', keys: 'Ctrl+K', act: link },
  { icon: CodeIcon, label: 'Code', act: code },
  { icon: QuoteIcon, label: 'Quote', act: (selected) => beforeLines(selected, '> ') },
];
const NAME: Look = { icon: AtIcon, label: 'Name a colleague', act: ({ text, start, end }) => {
  const insert = start > 0 && !/\s/.test(text[start - 1]!) ? ' @' : '@';
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
} };

interface ToolbarProps {
  area: { current: HTMLTextAreaElement | null }; ticket: Ticket; mode: Mode; preview: boolean;
  onPreview: (on: boolean) => void; onFiles: (files: File[]) => void;
}

export function Toolbar({ area, ticket, mode, preview, onPreview, onFiles }: ToolbarProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(needCanned, []);
  const looks = mode === 'note' ? [...LOOKS, NAME] : LOOKS;
  const canned = cannedReplies.value;
  return (
    <div class="writer-tools" role="group" aria-label="Formatting and attachments">
      {looks.map(({ icon, label, keys, act }) => (
        <IconButton key={label} icon={icon} label={label} keys={keys} size="sm" disabled={preview} class="look"
          onClick={() => apply(area.current!, act(selectedIn(area.current!)))} />
      ))}
      <span class="writer-divide" />
      <IconButton icon={PaperclipIcon} label="Attach files" size="sm" onClick={() => input.current!.click()} />
      <input ref={input} type="file" multiple hidden aria-label="Files to attach" onChange={(event) => {
        onFiles([...event.currentTarget.files ?? []]);
        // The same file again is a change again.
        event.currentTarget.value = '';
      }} />
      <Picker label="Canned replies" placeholder="Find a canned reply" nothing="There are no such canned replies."
        choices={canned.map(({ id, title, shortcut }) => ({ id, label: title, hint: `;${shortcut}` }))}
        onChoose={(id) => {
          const chosen = canned.find((one) => one.id === id);
          // The picker gives the focus back to its button first.
          if (chosen) requestAnimationFrame(() => { if (area.current) insertCanned(area.current, ticket, chosen); });
        }}
        trigger={(props) => (
          <IconButton {...props} icon={BoltIcon} label="Canned replies" keys="; in the text" size="sm" disabled={preview} />
        )} />
      <button type="button" class="writer-eye" aria-pressed={preview} onClick={() => onPreview(!preview)}>
        <EyeIcon size={14} />Preview
      </button>
    </div>
  );
}
