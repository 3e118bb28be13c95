// The colour of a site, with a live word on whether it can be read.
import { CheckIcon, Field, WarnIcon } from '../ui';
import { contrast, isColour } from './contrast';

const TEXT = 4.5;
const SHAPE = 3;

/** As the widget chooses: white where it can be read, else black. */
export function inkOn(colour: string): string {
  const white = contrast(colour, '#ffffff') ?? 1;
  return white >= TEXT || white > (contrast(colour, '#000000') ?? 1) ? '#ffffff' : '#000000';
}

function verdict(colour: string): { good: boolean; text: string } | null {
  if (!isColour(colour)) return null;
  const ink = inkOn(colour);
  const ratio = (contrast(colour, ink) ?? 1).toFixed(1);
  const onWhite = contrast(colour, '#ffffff') ?? 1;
  const words = `${ink === '#ffffff' ? 'White' : 'Black'} text on it reads well (${ratio} to 1).`;
  if (onWhite < SHAPE) return { good: false, text: `${words} The button itself is hard to see on a white page (${onWhite.toFixed(1)} to 1, better 3).` };
  return { good: true, text: words };
}

export function ColourField({ value, onInput, error }: { value: string; onInput: (colour: string) => void; error?: string }) {
  const found = verdict(value);
  const hint = found && <span class={found.good ? 'verdict good' : 'verdict warn'} aria-live="polite">{found.good ? <CheckIcon size={14} /> : <WarnIcon size={14} />}{found.text}</span>;
  return (
    <Field label="Colour" class="full" error={error} hint={hint ?? 'Six digits, such as #3450d8.'}>
      {(ids) => (
        <span class="colour">
          <input type="color" aria-label="Pick the colour" value={isColour(value) ? value : '#000000'} onInput={(event) => onInput(event.currentTarget.value)} />
          <input {...ids} type="text" class="input mono" value={value} maxLength={7} spellcheck={false} autocapitalize="off" onInput={(event) => onInput(event.currentTarget.value.trim())} />
        </span>
      )}
    </Field>
  );
}
