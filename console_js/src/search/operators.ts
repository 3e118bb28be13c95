// What may be typed besides words, suggested while one types: keys first, then the values of a key. Pure.
import { plain } from '../ui/words';

export interface Names { labels: readonly string[]; categories: readonly string[]; agents: readonly string[]; teams: readonly string[] }
/** `insert` takes the place of the last word. */
export interface Suggestion { insert: string; said: string }

const KEYS: readonly [key: string, said: string][] = [
  ['label:', 'with a label'], ['status:', 'open, in_progress, waiting, resolved, closed'], ['priority:', 'low to urgent'],
  ['owner:', 'me, or a name'], ['team:', 'a team'], ['category:', 'a category'], ['from:', 'an address or example.com'],
  ['channel:', 'chat, email, form, agent, api'], ['has:attachment', 'with a file'], ['is:mine', 'my tickets'],
  ['is:unassigned', 'nobody’s tickets'], ['before:', 'a day, as 2026-01-31'], ['after:', 'a day, as 2026-01-31'],
];

const CHOICES: Record<string, readonly string[]> = {
  status: ['open', 'in_progress', 'waiting', 'resolved', 'closed'], priority: ['urgent', 'high', 'medium', 'low'],
  channel: ['chat', 'email', 'form', 'agent', 'api'], has: ['attachment'], is: ['mine', 'unassigned', 'merged'],
};

const MOST = 6;

/** The word that the cursor, at the end of the text, is in; a value in open quotes belongs to it. */
export function lastWord(text: string): string {
  return /(?:^|\s)(-?(?:[\p{L}]+:)?(?:"[^"]*|[^\s"]*))$/u.exec(text)?.[1] ?? '';
}

const quoted = (value: string) => (/\s/.test(value) ? `"${value}"` : value);

function valuesOf(key: string, names: Names): readonly string[] {
  const named: Record<string, readonly string[]> = {
    label: names.labels, category: names.categories, team: names.teams, owner: ['me', ...names.agents],
  };
  return CHOICES[key] ?? named[key] ?? [];
}

/** For what is being typed; nothing for a plain word that begins no key. */
export function suggest(text: string, names: Names): Suggestion[] {
  const word = lastWord(text);
  const [, minus, key, value] = /^(-?)([\p{L}]+):"?(.*)$/su.exec(word) ?? [];
  if (key !== undefined) {
    const begun = plain(value ?? '');
    return valuesOf(plain(key), names).filter((one) => plain(one).includes(begun) && plain(one) !== begun).slice(0, MOST)
      .map((one) => ({ insert: `${minus}${key}:${quoted(one)} `, said: '' }));
  }
  const begun = plain(word.replace(/^-/, ''));
  if (begun.length < 2) return [];
  const sign = word.startsWith('-') ? '-' : '';
  return KEYS.filter(([one]) => one.startsWith(begun) && one !== begun).slice(0, MOST)
    .map(([one, said]) => ({ insert: sign + one + (one.endsWith(':') ? '' : ' '), said }));
}

export const withSuggestion = (text: string, { insert }: Suggestion) => text.slice(0, text.length - lastWord(text).length) + insert;

/** A text cut at the ranges that were found in it, the found parts told apart. */
export function cut(text: string, marks: readonly (readonly [number, number])[]): { text: string; hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    if (end > Math.max(at, start)) parts.push({ text: text.slice(Math.max(at, start), end), hit: true });
    at = Math.max(at, end);
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false });
  return parts;
}
