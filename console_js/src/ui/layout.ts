// Which arrangement the window has room for, as signals that screens and commands can ask.
import { signal } from '@preact/signals';

function matches(query: string) {
  const list = matchMedia(query);
  const value = signal(list.matches);
  list.addEventListener('change', () => { value.value = list.matches; });
  return value;
}

/** One column with a bottom bar. */
export const isNarrow = matches('(max-width: 760px)');
/** Room for the queue beside a ticket. */
export const isWide = matches('(min-width: 1180px)');
