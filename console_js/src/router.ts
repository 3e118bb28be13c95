// Where one is in the console, as a signal over the browser's history.
import { signal } from '@preact/signals';

export type Route =
  | { name: 'inbox' }
  | { name: 'chats'; id: string | null }
  | { name: 'ticket'; number: number }
  | { name: 'people' } | { name: 'teams' } | { name: 'settings' } | { name: 'profile' }
  | { name: 'login' }
  | { name: 'invite'; token: string }
  | { name: 'unknown'; path: string };

const PLAIN = new Set(['inbox', 'people', 'teams', 'settings', 'profile', 'login'] as const);
type Plain = typeof PLAIN extends Set<infer T> ? T : never;

export function parse(path: string): Route {
  const [first = '', second = '', ...rest] = path.split(/[?#]/)[0]!.split('/').filter(Boolean).map(decode);
  if (rest.length) return { name: 'unknown', path };
  if (!first) return { name: 'inbox' };
  if (!second && PLAIN.has(first as Plain)) return { name: first as Plain };
  if (first === 'tickets' && !second) return { name: 'inbox' };
  if (first === 'chats') return { name: 'chats', id: second || null };
  if (first === 'tickets' && /^\d{1,12}$/.test(second)) return { name: 'ticket', number: Number(second) };
  if (first === 'invite' && second) return { name: 'invite', token: second };
  return { name: 'unknown', path };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const paths = {
  inbox: '/inbox',
  chat: (id: string) => `/chats/${encodeURIComponent(id)}`,
  ticket: (number: number) => `/tickets/${number}`,
};

const here = () => location.pathname + location.search;
export const route = signal<Route>(parse(typeof location === 'undefined' ? '/' : here()));

/** Goes to a path of the console; `replace` leaves no step to go back to. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  if (path === here()) return;
  history[options.replace ? 'replaceState' : 'pushState']({ inside: true }, '', path);
  route.value = parse(path);
}

/** One step back, or to `fallback` when the console was opened right here. */
export function back(fallback = paths.inbox): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(fallback, { replace: true });
}

/** Links stay real links: a plain click is taken here, all others are left to the browser. */
export function startRouter(): void {
  addEventListener('popstate', () => { route.value = parse(here()); });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null;
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download') || link.dataset.native !== undefined) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
