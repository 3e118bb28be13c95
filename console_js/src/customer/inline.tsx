// One value that is changed where it stands: a click, Enter saves, Escape gives up; what is refused stays typed.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { EditIcon } from '../ui';
import type { Refused } from './record';

interface InlineProps {
  label: string;
  value: string;
  /** Says what to do while there is nothing: "Add a phone number". */
  empty: string;
  inputMode?: 'text' | 'email' | 'tel' | 'url';
  maxLength: number;
  /** Refuses an empty value; else that takes it away. */
  needed?: boolean;
  big?: boolean;
  /** How the value looks while it is not edited; a link in it stays a link. */
  children?: ComponentChildren;
  onSave: (value: string) => Promise<Refused | null>;
  /** What else one can do with a refusal. */
  onRefused?: (refused: Refused) => ComponentChildren;
  /** Begins with the field open, and says when it closes. */
  open?: boolean;
  onClose?: () => void;
}

export function Inline(props: InlineProps) {
  const { label, value, empty, big, children } = props;
  const { draft, begin, refused, ...field } = useInline(props);
  if (draft !== null) return <InlineField {...props} {...field} draft={draft} refused={refused} />;
  const classes = `inline ${big ? 'big' : ''} ${value ? '' : 'nothing'}`;
  // A link can't live in a button: the pencil beside it is the way in.
  if (value && children) {
    return <span class={classes}>{children}<button ref={field.button} type="button" class="inline-edit"
      aria-label={`Change ${label.toLowerCase()}`} onClick={begin}><EditIcon size={13} /></button></span>;
  }
  return (
    <button ref={field.button} type="button" class={classes} aria-label={value ? `${label}: ${value}. Change`
      : undefined} onClick={begin}>
      <span dir="auto">{value || empty}</span>{value && <EditIcon size={13} />}
    </button>
  );
}

function useInline({ value, needed, open, onSave, onClose }: InlineProps) {
  const [draft, setDraft] = useState<string | null>(open ? value : null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const done = useRef(false);
  const begin = () => { done.current = false; setRefused(null); setDraft(value); };
  const focusBack = () => requestAnimationFrame(() => button.current?.focus());
  const leave = async (save: boolean, byKey: boolean) => {
    // Taking the field away blurs it, which must not save what Escape gave up.
    if (draft === null || done.current) return;
    const text = draft.trim();
    if (save && text !== value && needed && !text) {
      if (byKey) return setRefused({ message: 'Something must stand here.' });
    } else if (save && text !== value) {
      done.current = true;
      setDraft(null);
      if (byKey) focusBack();
      const no = await onSave(text);
      if (no) { done.current = false; setDraft(text); setRefused(no); } else onClose?.();
      return;
    }
    done.current = true;
    setDraft(null);
    if (byKey) focusBack();
    onClose?.();
  };
  return { draft, setDraft: (text: string) => { setDraft(text); setRefused(null); }, begin, refused, leave, button };
}

type FieldProps = InlineProps & { draft: string; setDraft: (text: string) => void; refused: Refused | null;
  leave: (save: boolean, byKey: boolean) => Promise<void> };

function InlineField({ label, empty, inputMode = 'text', maxLength, big, draft, setDraft, refused, leave,
  onRefused }: FieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  // Before the next key can come: quick typing belongs to the field.
  useLayoutEffect(() => { field.current!.focus(); field.current!.select(); }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    void leave(event.key === 'Enter', true);
  };
  return (
    <span class={big ? 'inline-open big' : 'inline-open'}>
      <input ref={field} class="input" type="text" inputMode={inputMode} dir="auto" aria-label={label}
        placeholder={empty} maxLength={maxLength} value={draft} spellcheck={false}
        aria-invalid={refused ? true : undefined} aria-describedby={refused ? `${id}-error` : undefined}
        onInput={(event) => setDraft(event.currentTarget.value)} onKeyDown={onKeyDown}
          onBlur={() => { if (!refused) void leave(true, false); }} />
      {refused && <span class="field-error" id={`${id}-error`} role="alert">{refused.message}{onRefused?.(refused)}
        </span>}
    </span>
  );
}
