// Short messages in a corner, read out politely; they stay while the pointer or the focus is on them.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from './button';
import { CheckIcon, CloseIcon, InfoIcon, WarnIcon } from './icons';
import { serverNow, useSecondsLeft } from './time';

type Tone = 'info' | 'good' | 'bad';
/** `until` (on the server's clock, in ms): counted down beside the label, and then the toast goes. */
export interface ToastAction { label: string; run: () => void; until?: number }
interface Entry { id: number; text: string; tone: Tone; action?: ToastAction; topic?: string }

const ICONS = { info: InfoIcon, good: CheckIcon, bad: WarnIcon };
const entries = signal<Entry[]>([]);
let lastId = 0;

/** In the text of a toast that counts down: the seconds stand here, and not beside the label. */
export const LEFT = '{left}';

/** Of one `topic` only the newest is shown. Returns how to take it away. */
export function toast(text: string, tone: Tone = 'info', action?: ToastAction, topic?: string): () => void {
  const kept = entries.value.filter((entry) => entry.text !== text && (!topic || entry.topic !== topic)).slice(-3);
  const id = ++lastId;
  entries.value = [...kept, { id, text, tone, action, topic }];
  return () => drop(id);
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

/** The tickets that are named are one click away. */
const withLinks = (text: string) => text.split(/#(\d{4,12})(?!\w)/).map((part, index) => (index % 2 ? <a href={`/tickets/${part}`}>#{part}</a> : part));

function ToastRow({ entry }: { entry: Entry }) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const until = entry.action?.until;
  const wait = () => {
    const shown = until ? until - serverNow() : entry.tone === 'bad' || entry.action ? 8000 : 5000;
    timer.current = setTimeout(() => drop(entry.id), shown);
  };
  const stay = () => clearTimeout(timer.current);
  useEffect(() => { wait(); return stay; }, []);
  // What can be done only for a while does not wait for the pointer.
  const patience = until ? {} : { onPointerEnter: stay, onPointerLeave: wait, onFocusIn: stay, onFocusOut: wait };
  const Glyph = ICONS[entry.tone];
  const counts = until !== undefined && entry.text.includes(LEFT);
  return (
    <div class={`toast ${entry.tone}`} {...patience}>
      <Glyph />
      <span title={counts ? undefined : entry.text}>
        {counts ? entry.text.split(LEFT).flatMap((part, at) => (at ? [<Left key={at} until={until} />, part] : [part]))
          : withLinks(entry.text)}
      </span>
      {entry.action && <button type="button" class="toast-action"
        onClick={() => { drop(entry.id); entry.action!.run(); }}>{entry.action.label}{until && !counts && <Left until={until} aside />}</button>}
      <IconButton icon={CloseIcon} label="Dismiss" size="sm" onClick={() => drop(entry.id)} />
    </div>
  );
}

/** Seconds, told to the eye alone: read out each second they would drown the words. */
function Left({ until, aside = false }: { until: number; aside?: boolean }) {
  const seconds = useSecondsLeft(until);
  return <span class="toast-left" aria-hidden="true">{aside ? <> ({seconds})</> : seconds}</span>;
}
