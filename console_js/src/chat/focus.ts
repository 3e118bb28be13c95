// Puts the cursor into a chat's composer, also when its column is only about to appear.
import type { Mode } from './drafts';
import { draftOf } from './drafts';

export function focusComposer(chat: string, mode?: Mode): void {
  if (mode) draftOf(chat).mode.value = mode;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.querySelector<HTMLTextAreaElement>(`[data-composer="${CSS.escape(chat)}"]`)?.focus();
  }));
}
