// What an API token may be allowed: in pairs of reading and writing, and admin. The server's list is server/people/tokens.py.
export interface ScopePair { thing: string; label: string; read: string; write: string }

/** In the words of /docs. */
export const PAIRS: readonly ScopePair[] = [
  { thing: 'tickets', label: 'Tickets', read: 'Read tickets, their timelines and files, and search.',
    write: 'Open and change tickets, reply, write notes, merge and split.' },
  { thing: 'customers', label: 'Customers', read: 'Read customers and the notes about them.',
    write: 'Make, change and merge customers.' },
  { thing: 'chats', label: 'Chats', read: 'Read chats.', write: 'Turn chats into tickets.' },
  { thing: 'people', label: 'People', read: 'Read agents, teams and their loads.',
    write: 'Make and change teams; reassign what others own.' },
  { thing: 'settings', label: 'Settings', read: 'Read labels, categories and canned replies.',
    write: 'Make and change labels, categories and canned replies; reassign what others own.' },
];
export const ADMIN_WORDS = 'What admins do: agents\' roles, sites, API tokens. Whoever has it can give themselves everything else.';
export const ADMIN = 'admin';

/** Whether the scope goes away or comes, the others stay as they are. */
export const toggled = (scopes: readonly string[], scope: string, on: boolean): string[] =>
  on ? [...scopes.filter((other) => other !== scope), scope] : scopes.filter((other) => other !== scope);

/** Short enough for a row: "Tickets", where both is allowed, "Chats (read)" where one is, and "Admin". */
export function inWords(scopes: readonly string[]): string[] {
  const words = PAIRS.flatMap(({ thing, label }) => {
    const [read, write] = [scopes.includes(`${thing}:read`), scopes.includes(`${thing}:write`)];
    return read && write ? [label] : read ? [`${label} (read)`] : write ? [`${label} (write)`] : [];
  });
  return scopes.includes(ADMIN) ? [...words, 'Admin'] : words;
}

const DAY_MS = 86_400_000;
export const LIVES = [
  { value: '', label: 'Until it is revoked' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' }, { value: '365', label: 'A year' },
];

/** When a token made now ends, as the server takes it. */
export const endOf = (days: string, now: number): string | null => (days ? new Date(now + Number(days) * DAY_MS).toISOString() : null);
