// Puts the cursor into a chat's composer: at once, or at the very moment the composer appears. Anything later and
// the first letters one types would be taken for commands.
import { draftOf, type Mode } from './drafts';

let wanted: string | null = null;

export function focusComposer(chat: string, mode?: Mode): void {
  if (mode) draftOf(chat).mode.value = mode;
  const area = document.querySelector<HTMLTextAreaElement>(`[data-composer="${CSS.escape(chat)}"]`);
  if (area) area.focus();
  else wanted = chat;
}

/** Whether the composer that has just appeared was waited for. */
export function takeFocus(chat: string): boolean {
  if (wanted !== chat) return false;
  wanted = null;
  return true;
}
