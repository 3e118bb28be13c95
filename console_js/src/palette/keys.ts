// Turns key presses into commands: single keys, pairs one after the other ("g i"), and combinations ("mod+k").
import { commands, usable, type Command } from './commands';

const PAIR_MS = 1200;
const NOT_TYPING = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'file', 'color', 'image']);

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !NOT_TYPING.has(target.type);
}

/** The press as a command spells it; shift is in the character itself ("?"). */
export function spell(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const key = event.key.toLowerCase();
  if (event.altKey) return `alt+${key}`;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** The newest usable command of these keys; `pending` is the first half of a pair. */
export function match(list: readonly Command[], pressed: string, pending: string | null): Command | undefined {
  const wanted = pending ? [`${pending} ${pressed}`, pressed] : [pressed];
  for (const keys of wanted) {
    const found = [...list].reverse().find((command) => command.keys === keys && usable(command));
    if (found) return found;
  }
  return undefined;
}

/** For a list of keys: what each does now, or would do where it can't be done now. */
export function eachKeyOnce(list: readonly Command[]): Command[] {
  const keys = [...new Set(list.map((command) => command.keys))];
  return keys.flatMap((one) => (one ? match(list, one, null) ?? list.find((command) => command.keys === one)! : []));
}

export const beginsPair = (list: readonly Command[], pressed: string) =>
  list.some((command) => command.keys?.startsWith(`${pressed} `) && usable(command));

export function startKeys(): () => void {
  let pending: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat && event.key.length > 1) return;
    const pressed = spell(event);
    const combination = pressed.includes('+') && pressed.length > 1;
    if (!combination && (isTyping(event.target) || document.querySelector('dialog[open], [role=menu]'))) return;
    const first = pending;
    pending = null;
    clearTimeout(timer);
    const command = match(commands.value, pressed, first);
    if (command) {
      event.preventDefault();
      command.run();
    } else if (!combination && beginsPair(commands.value, pressed)) {
      pending = pressed;
      timer = setTimeout(() => { pending = null; }, PAIR_MS);
    }
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
