// What was just done and can still be taken back: a toast that counts down, and the key `u` for the newest of it.
import { signal } from '@preact/signals';
import { ApiError } from '../api';
import { serverNow, toast } from '../ui';

/** As FRONTDESK_UNDO_SECONDS by default; the server has the last word. */
const UNDO_MS = 10_000;

export interface Done {
  /** A sentence: "Sent." */
  text: string;
  /** Takes it back; what it throws is shown. */
  undo: () => Promise<void>;
  /** On the server's clock, in ms; ten seconds from now if not given. */
  until?: number;
  /** Of one topic only the newest toast stays, while the key still walks back through all of them. */
  topic?: string;
  /** To take back this very thing from another place than the toast. */
  key?: string;
}
interface Step { done: Done; until: number; hide: () => void }

const steps = signal<readonly Step[]>([]);
const current = () => steps.value.filter((step) => step.until > serverNow());

export const mayUndo = (): boolean => current().length > 0;

export function offerUndo(done: Done): void {
  const until = done.until ?? serverNow() + UNDO_MS;
  const step: Step = { done, until, hide: () => {} };
  step.hide = toast(done.text, 'good', { label: 'Undo', until, run: () => void takeBack(step) }, done.topic);
  steps.value = [...current(), step];
}

/** The newest thing first; once more, and the one before. */
export function undoNewest(): void {
  const newest = current().at(-1);
  if (newest) void takeBack(newest);
}

/** The offer with this key, if it still stands. */
export function undoThis(key: string): boolean {
  const step = current().find(({ done }) => done.key === key);
  if (step) void takeBack(step);
  return step !== undefined;
}

async function takeBack(step: Step): Promise<void> {
  if (!steps.value.includes(step)) return;
  steps.value = steps.value.filter((other) => other !== step);
  step.hide();
  try {
    await step.done.undo();
    toast('Taken back.', 'info', undefined, 'undo');
  } catch (error) {
    toast(error instanceof ApiError ? error.message : 'It could not be taken back.', 'bad');
  }
}
