// Short messages in a corner, read out politely; they stay while the pointer or the focus is on them.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from './button';
import { CheckIcon, CloseIcon, InfoIcon, WarnIcon } from './icons';

type Tone = 'info' | 'good' | 'bad';
export interface ToastAction { label: string; run: () => void }
interface Entry { id: number; text: string; tone: Tone; action?: ToastAction }

const ICONS = { info: InfoIcon, good: CheckIcon, bad: WarnIcon };
const entries = signal<Entry[]>([]);
let lastId = 0;

export function toast(text: string, tone: Tone = 'info', action?: ToastAction): void {
  const kept = entries.value.filter((entry) => entry.text !== text).slice(-3);
  entries.value = [...kept, { id: ++lastId, text, tone, action }];
}
const drop = (id: number) => { entries.value = entries.value.filter((entry) => entry.id !== id); };

/** Drawn once by the shell. */
export function Toasts() {
  const box = useRef<HTMLDivElement>(null);
  const shown = entries.value;
  useEffect(() => {
    // Shown anew so that it lies above a dialog that opened since.
    box.current!.hidePopover();
    if (shown.length) box.current!.showPopover();
  }, [shown]);
  return (
    <div ref={box} popover="manual" class="toasts" role="status" aria-live="polite">
      {shown.map((entry) => <ToastRow key={entry.id} entry={entry} />)}
    </div>
  );
}

function ToastRow({ entry }: { entry: Entry }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wait = () => { timer.current = setTimeout(() => drop(entry.id), entry.tone === 'bad' || entry.action ? 8000 : 5000); };
  const stay = () => clearTimeout(timer.current);
  useEffect(() => { wait(); return stay; }, []);
  const Glyph = ICONS[entry.tone];
  return (
    <div class={`toast ${entry.tone}`} onPointerEnter={stay} onPointerLeave={wait} onFocusIn={stay} onFocusOut={wait}>
      <Glyph />
      <span title={entry.text}>{entry.text}</span>
      {entry.action && <button type="button" class="toast-action"
        onClick={() => { drop(entry.id); entry.action!.run(); }}>{entry.action.label}</button>}
      <IconButton icon={CloseIcon} label="Dismiss" size="sm" onClick={() => drop(entry.id)} />
    </div>
  );
}
