// A password being chosen, with a word on how good it is; for the invitation and the profile.
import type { Ref } from 'preact';
import { PasswordField } from './frame';
import { strength } from './strength';

interface Props { label: string; value: string; onInput: (value: string) => void; personal?: string[]; error?: string | null; ref?: Ref<HTMLInputElement> }

export function NewPassword({ label, value, onInput, personal = [], error, ref }: Props) {
  const { level, text } = strength(value, personal);
  const hint = (
    <span class="strength" data-level={level}>
      <span class="strength-bar" aria-hidden="true"><i /><i /><i /></span>
      <span aria-live="polite">{text}</span>
    </span>
  );
  return <PasswordField ref={ref} label={label} autoComplete="new-password" value={value} onInput={onInput} hint={hint} error={error} />;
}
