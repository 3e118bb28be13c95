// Where one is in the console, as a signal over the browser's history.
import { signal } from '@preact/signals';

export type Route =
  | { name: 'inbox' }
  | { name: 'chats'; id: string | null }
  /** `query`: what the list shows, as tickets/query.ts reads it. */
  | { name: 'tickets'; query: string }
  | { name: 'ticket'; number: number }
  | { name: 'customers' } | { name: 'customer'; id: string }
  | { name: 'people' } | { name: 'teams' } | { name: 'settings'; section: string } | { name: 'profile' }
  | { name: 'login' }
  | { name: 'invite'; token: string }
  | { name: 'unknown'; path: string };

const PLAIN = new Set(['inbox', 'customers', 'people', 'teams', 'profile', 'login'] as const);
type Plain = typeof PLAIN extends Set<infer T> ? T : never;

export function parse(path: string): Route {
  const [page = '', query = ''] = path.split('#')[0]!.split('?', 2);
  const [first = '', second = '', ...rest] = page.split('/').filter(Boolean).map(decode);
  if (rest.length) return { name: 'unknown', path };
  if (!first) return { name: 'inbox' };
  if (!second && PLAIN.has(first as Plain)) return { name: first as Plain };
  if (first === 'tickets' && !second) return { name: 'tickets', query };
  if (first === 'settings') return { name: 'settings', section: second };
  if (first === 'chats') return { name: 'chats', id: second || null };
  if (first === 'tickets' && /^\d{1,12}$/.test(second)) return { name: 'ticket', number: Number(second) };
  if (first === 'customers') return { name: 'customer', id: second };
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
  tickets: (query = '') => `/tickets${query && `?${query}`}`,
  chat: (id: string) => `/chats/${encodeURIComponent(id)}`,
  customer: (id: string) => `/customers/${encodeURIComponent(id)}`,
  /** `entry`: the one to land on in its timeline. */
  ticket: (number: number, entry?: string) => `/tickets/${number}${entry ? `#entry-${encodeURIComponent(entry)}` : ''}`,
};

const here = () => location.pathname + location.search;
export const route = signal<Route>(parse(typeof location === 'undefined' ? '/' : here()));
/** What is marked in the page: "entry-…" of "#entry-…". A new object at each jump, so that a second one to the same place counts. */
export const fragment = signal<{ id: string }>({ id: typeof location === 'undefined' ? '' : location.hash.slice(1) });

/** Goes to a path of the console, with or without a `#place`; `replace` leaves no step to go back to. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  const [page = '', place = ''] = path.split('#', 2);
  if (page === here() && !place) return;
  history[options.replace ? 'replaceState' : 'pushState']({ inside: true }, '', path);
  route.value = parse(page);
  fragment.value = { id: place };
}

/** One step back, or to `fallback` when the console was opened right here. */
export function back(fallback = paths.inbox): void {
  if ((history.state as { inside?: boolean } | null)?.inside) history.back();
  else go(fallback, { replace: true });
}

/** Links stay real links: a plain click is taken here, all others are left to the browser. */
export function startRouter(): void {
  addEventListener('popstate', () => {
    route.value = parse(here());
    fragment.value = { id: location.hash.slice(1) };
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null;
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download') || link.dataset.native !== undefined) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}
