/** Where the visitor writes. Enter sends, Shift+Enter breaks the line; an unfinished text survives a reload. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Session } from '../session';
import { keep, type Store } from '../storage';
import { direction, strings } from '../language';
import { Send } from './icons';

interface Props {
  session: Session;
  storage: Store;
  field: RefObject<HTMLTextAreaElement | null>;
  /** False when it may not go yet (a field above is missing). */
  write: (body: string) => boolean;
}

const LONGEST = 10_000;
const TALLEST_PX = 132;

export function Composer({ session, storage, field, write }: Props) {
  const key = session.key('draft');
  const text = useSignal(storage.getItem(key) ?? '');
  const change = (value: string) => {
    text.value = value;
    keep(storage, key, value);
  };
  const send = () => {
    const body = text.value.trim();
    if (body && write(body)) change('');
    else if (body) return;
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // keyCode 229: Safari ends a composition before the Enter that confirms it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, TALLEST_PX)}px`;
  }, [text.value]);
  return (
    <form class="composer" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <textarea ref={field} rows={1} dir={text.value ? 'auto' : direction} maxLength={LONGEST} aria-label={strings.writeHere} placeholder={strings.placeholder}
        enterkeyhint="send" value={text.value} onKeyDown={onKeyDown} onBlur={() => session.typing(false)}
        onInput={(event) => { change(event.currentTarget.value); session.typing(!!event.currentTarget.value.trim()); }} />
      <button type="submit" class="send" aria-label={strings.send} aria-disabled={!text.value.trim()}><Send size={22} /></button>
    </form>
  );
}
