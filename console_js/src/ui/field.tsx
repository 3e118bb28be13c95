// Form fields: the label, hint and error are tied to the control for screen readers.
import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldFrame { label: string; hint?: ComponentChildren; error?: string | null; hideLabel?: boolean; class?: string }
export interface ControlIds { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/** `children` gets the attributes that tie the control to its label. */
export function Field({ label, hint, error, hideLabel, class: extra = '',
  children }: FieldFrame & { children: (ids: ControlIds) => ComponentChildren }) {
  const id = useId();
  const told = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  const ids: ControlIds = { id };
  if (told) ids['aria-describedby'] = told;
  if (error) ids['aria-invalid'] = true;
  return (
    <div class={`field ${extra}`}>
      <label for={id} class={hideLabel ? 'sr-only' : undefined}>{label}</label>
      {children(ids)}
      {error ? <p class="field-error" id={`${id}-error`} role="alert">{error}</p> : hint && <p class="field-hint"
        id={`${id}-hint`}>{hint}</p>}
    </div>
  );
}

export interface TextFieldProps extends FieldFrame {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'search' | 'url';
  name?: string;
  placeholder?: string;
  autoComplete?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  autofocus?: boolean;
  maxLength?: number;
  spellcheck?: boolean;
  /** Which keys a phone shows. */
  inputMode?: 'email';
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, error, hideLabel, class: extra, onInput, type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel} class={extra}>
      {(ids) => <input {...rest} {...ids} type={type as 'text'} dir="auto" class="input"
        onInput={(event) => onInput(event.currentTarget.value)} />}
    </Field>
  );
}

export interface Option { value: string; label: string; disabled?: boolean }

export function Select({ label, hint, error, hideLabel, class: extra, options, value, onChange, disabled }:
  FieldFrame & { options: Option[]; value: string; onChange: (value: string) => void; disabled?: boolean }) {
  return (
    <Field label={label} hint={hint} error={error} hideLabel={hideLabel} class={extra}>
      {(ids) => (
        <select {...ids} class="input select" value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

export function Switch({ label, checked, onChange, hint }:
  { label: string; checked: boolean; onChange: (on: boolean) => void; hint?: string }) {
  return (
    <label class="switch">
      <input type="checkbox" role="switch" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span class="switch-track" aria-hidden="true" />
      <span class="switch-words">{label}{hint && <small>{hint}</small>}</span>
    </label>
  );
}
