/** Name and email before the chat: which fields to show, what was typed, and whether it will do. */
import { computed, signal } from '@preact/signals';
import type { Session } from '../session';
import { strings } from '../language';

export type FieldName = 'name' | 'email';
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export function makePrechat(session: Session) {
  const values = { name: signal(''), email: signal('') };
  const errors = { name: signal(''), email: signal('') };
  const modes = computed(() => {
    const { prechat, online } = session.site.value;
    const you = session.you.value;
    // Away: an address is the only way to answer, so it is asked for even where the site does not.
    const email = prechat.email === 'off' && !online ? 'optional' : prechat.email;
    return { name: you?.name ? 'off' : prechat.name, email: you?.email ? 'off' : email };
  });
  const wrong = (field: FieldName) => {
    const value = values[field].value.trim();
    if (!value) return modes.value[field] === 'required' ? strings.required : '';
    return field === 'email' && modes.value.email !== 'off' && !looksLikeEmail(value) ? strings.badEmail : '';
  };
  return {
    values, errors, modes,
    /** Marks what is wrong, and leads the visitor to the first such field. */
    check(): boolean {
      for (const field of ['email', 'name'] as const) {
        errors[field].value = wrong(field);
        if (errors[field].value) document.getElementById(`prechat-${field}`)?.focus();
      }
      return !errors.name.value && !errors.email.value;
    },
    contact(): { name?: string; email?: string } {
      const filled = (['name', 'email'] as const).filter((field) => modes.value[field] !== 'off' && values[field].value.trim());
      return Object.fromEntries(filled.map((field) => [field, values[field].value.trim()]));
    },
  };
}
export type Prechat = ReturnType<typeof makePrechat>;
