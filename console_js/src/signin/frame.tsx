// What the screens before sign-in share: the card with the mark, a password one can look at, a line for trouble.
import type { ComponentChildren, Ref } from 'preact';
import { useState } from 'preact/hooks';
import './signin.css';
import { EyeIcon, Field, type FieldFrame, WarnIcon } from '../ui';

export const Door = ({ title, lead, children }: { title: string; lead?: ComponentChildren; children: ComponentChildren }) => (
  <main class="door">
    <div class="door-card">
      <svg class="door-mark" width="40" height="40" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" fill="var(--accent)" />
        <path d="M8 21h16M10 21a6 6 0 0 1 12 0M16 15v-2.5M14 10.5h4" stroke="var(--accent-ink)" stroke-width="2.2" stroke-linecap="round" fill="none" />
      </svg>
      <h1>{title}</h1>
      {lead && <p class="door-lead">{lead}</p>}
      {children}
    </div>
  </main>
);

interface PasswordProps extends FieldFrame {
  value: string;
  onInput: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  autofocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function PasswordField({ label, hint, error, class: extra, value, onInput, autoComplete, autofocus, ref }: PasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error} class={extra}>
      {(ids) => (
        <span class="password">
          <input {...ids} ref={ref} class="input" type={(shown ? 'text' : 'password') as 'password'} name={autoComplete} autocomplete={autoComplete} autofocus={autofocus} required
            spellcheck={false} autocapitalize="off" maxLength={200} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
          <button type="button" class="password-eye" aria-pressed={shown} aria-label="Show the password" title={shown ? 'Hide the password' : 'Show the password'} onClick={() => setShown(!shown)}><EyeIcon /></button>
        </span>
      )}
    </Field>
  );
}

export const Trouble = ({ children }: { children: ComponentChildren }) => <p class="form-error" role="alert"><WarnIcon /><span>{children}</span></p>;
