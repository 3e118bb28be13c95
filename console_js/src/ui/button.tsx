// Buttons: with words, and as a lone icon whose words become its accessible name and tooltip.
import type { ComponentChildren, Ref } from 'preact';
import type { Icon } from './icons';
import { Spinner } from './states';

export type Variant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'note';

export interface ButtonProps {
  children: ComponentChildren;
  variant?: Variant;
  size?: 'sm' | 'md' | 'lg';
  icon?: Icon;
  busy?: boolean;
  disabled?: boolean;
  type?: 'button' | 'submit';
  id?: string;
  title?: string;
  class?: string;
  ref?: Ref<HTMLButtonElement>;
  onClick?: (event: MouseEvent) => void;
  [attribute: `aria-${string}` | `data-${string}`]: unknown;
}

export function Button({ children, variant = 'secondary', size = 'md', icon: Glyph, busy, disabled, type = 'button', class: extra = '',
  ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={`button ${variant} ${size} ${extra}`} disabled={disabled || busy} aria-busy={busy || undefined}>
      {busy ? <Spinner /> : Glyph && <Glyph />}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'title'> {
  icon: Icon;
  label: string;
  /** Shown in the tooltip beside the label: "r". */
  keys?: string;
  pressed?: boolean;
}

export function IconButton({ icon: Glyph, label, keys, pressed, variant = 'ghost', size = 'md', class: extra = '', busy, disabled,
  type = 'button', ...rest }: IconButtonProps) {
  return (
    <button {...rest} type={type} class={`icon-button ${variant} ${size} ${extra}`} disabled={disabled || busy} aria-label={label}
      aria-pressed={pressed}
      title={keys ? `${label} (${keys})` : label}>
      {busy ? <Spinner /> : <Glyph />}
    </button>
  );
}
