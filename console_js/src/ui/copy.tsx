// Something to hand over: shown in full, copied with one click.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './button';
import { CheckIcon, CopyIcon } from './icons';
import { toast } from './toast';

const SHOWN_MS = 2000;

export function CopyButton({ text, label = 'Copy', primary }: { text: string; label?: string; primary?: boolean }) {
  const [done, setDone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setDone(false), SHOWN_MS);
    } catch {
      toast('The browser did not allow copying. Select the text and copy it.', 'bad');
    }
  };
  return (
    <Button icon={done ? CheckIcon : CopyIcon} variant={primary ? 'primary' : 'secondary'} onClick={() => void copy()} class="copy-button">
      <span aria-live="polite">{done ? 'Copied' : label}</span>
    </Button>
  );
}

/** A link or a key on one line. */
export const CopyLine = ({ text, label }: { text: string; label: string }) => (
  <div class="copy-line">
    <input class="input" readOnly value={text} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
    <CopyButton text={text} primary />
  </div>
);
