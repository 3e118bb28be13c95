// Small marks: counts, tones, labels of a ticket, keys on the keyboard.
import type { ComponentChildren } from 'preact';
import type { Icon } from './icons';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'note';

export const Badge = ({ tone = 'plain', icon: Glyph, children, title }:
  { tone?: Tone; icon?: Icon; children: ComponentChildren; title?: string }) => (
  <span class={`badge ${tone}`} title={title}>{Glyph && <Glyph size={12} />}{children}</span>
);

/** A number on top of something; nothing when it is zero. */
export const Count = ({ value, tone = 'accent', label, most = 99 }: { value: number; tone?: Tone; label?: string; most?: number }) =>
  value > 0 ? <span class={`count ${tone}`} aria-label={label ? `${value} ${label}` : undefined}>{value > most ? `${most}+` : value}</span> : null;

/** A ticket's label: its own colour as a dot, so that the words keep their contrast. */
export const Tag = ({ name, colour, onRemove }: { name: string; colour: string; onRemove?: () => void }) => (
  <span class="tag">
    <span class="tag-dot" style={{ background: colour }} aria-hidden="true" /><span class="truncate" dir="auto">{name}</span>
    {onRemove && <button type="button" class="tag-remove" aria-label={`Remove ${name}`} onClick={onRemove}>×</button>}
  </span>
);

const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
const KEY_NAMES: Record<string, string> = { mod: MAC ? '⌘' : 'Ctrl', alt: MAC ? '⌥' : 'Alt', shift: '⇧', enter: '↵', escape: 'Esc' };

/** `keys` as in a command: "mod+k" pressed together, "g i" one after the other. */
export const Kbd = ({ keys }: { keys: string }) => (
  <span class="keys">
    {keys.split(/[ +]/).map((key) => <kbd key={key}>{KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>)}
  </span>
);
