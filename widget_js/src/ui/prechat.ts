/** Name and email before the chat: which fields to show, what was typed (kept for a reload), and whether it will do. */
import { computed, signal } from '@preact/signals';
import type { Session } from '../session';
import { strings } from '../language';
import { keep, type Store } from '../storage';

/** From the last to the first, so that the first one that is wrong has the focus in the end. */
const FIELDS = ['email', 'name'] as const;
export type FieldName = (typeof FIELDS)[number];
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export function makePrechat(session: Session, storage: Store) {
  const typed = (field: FieldName) => signal(storage.getItem(session.key(field)) ?? '');
  const values = { name: typed('name'), email: typed('email') };
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
    type(field: FieldName, text: string): void {
      values[field].value = text;
      errors[field].value = '';
      keep(storage, session.key(field), text);
    },
    /** Marks what is wrong, and leads the visitor to the first such field. */
    check(): boolean {
      for (const field of FIELDS) {
        errors[field].value = wrong(field);
        if (errors[field].value) document.getElementById(`prechat-${field}`)?.focus();
      }
      return !errors.name.value && !errors.email.value;
    },
    /** For the message that is sent now, which keeps them from here on. */
    take(): { name?: string; email?: string } {
      const filled = FIELDS.filter((field) => modes.value[field] !== 'off' && values[field].value.trim());
      for (const field of FIELDS) storage.removeItem(session.key(field));
      return Object.fromEntries(filled.map((field) => [field, values[field].value.trim()]));
    },
  };
}
export type Prechat = ReturnType<typeof makePrechat>;
