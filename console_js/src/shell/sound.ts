// A soft two-note chime made by the browser itself; silent until the page has been touched once.
import { remembered } from '../store/remembered';

export const soundOn = remembered('sound', true);

let context: AudioContext | null = null;

/** Browsers allow sound only after a gesture: the first one anywhere unlocks it. */
export function unlockSound(): void {
  const unlock = () => {
    context ??= new AudioContext();
    void context.resume();
  };
  for (const gesture of ['pointerdown', 'keydown'] as const) addEventListener(gesture, unlock, { once: true, capture: true });
}

function note(at: AudioContext, hertz: number, delay: number, loud: number): void {
  const start = at.currentTime + delay;
  const tone = at.createOscillator();
  const volume = at.createGain();
  tone.type = 'sine';
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loud, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.7);
  tone.connect(volume).connect(at.destination);
  tone.start(start);
  tone.stop(start + 0.75);
}

export function chime(kind: 'waiting' | 'message'): void {
  if (!soundOn.value || context?.state !== 'running') return;
  if (kind === 'waiting') {
    note(context, 659.25, 0, 0.16);
    note(context, 987.77, 0.13, 0.14);
  } else {
    note(context, 783.99, 0, 0.1);
  }
}
