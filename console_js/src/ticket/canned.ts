/** Canned replies: asked for once, fetched again when they change, and filled in from the ticket at hand. */
import { computed, signal } from '@preact/signals';
import type { Canned, Ticket } from '../../../shared_js/wire';
import { api } from '../api';
import { connection, store } from '../store';
import { plain } from '../ui/words';

const known = signal<readonly Canned[]>([]);
let asked = false;

export const cannedReplies = computed(() => known.value);

function fetchCanned(): void {
  api.canned().then(({ items }) => { known.value = items; }, () => { asked = false; });
}

export function needCanned(): void {
  if (asked) return;
  asked = true;
  connection.on('desk', ({ what }) => { if (what === 'canned') fetchCanned(); });
  fetchCanned();
}

/** Those whose shortcut begins so, then those that hold the word anywhere. */
export function findCanned(list: readonly Canned[], query: string): Canned[] {
  const typed = plain(query);
  const place = ({ shortcut, title }: Canned) => (shortcut.startsWith(typed) ? 0
    : plain(title).includes(typed) || shortcut.includes(typed) ? 1 : 2);
  return list.map((canned) => ({ canned, at: place(canned) })).filter(({ at }) => at < 2)
    .sort((a, b) => a.at - b.at || a.canned.shortcut.localeCompare(b.canned.shortcut)).map(({ canned }) => canned);
}

/** What the variables of a canned reply stand for; empty where nobody knows. */
export function variables(ticket: Ticket, agent: { name: string }, site: string): Record<string, string> {
  const { name, email } = ticket.customer;
  const first = (whole: string) => whole.trim().split(/\s+/)[0] ?? '';
  return {
    'customer.name': name.trim(), 'customer.first_name': first(name), 'customer.email': email ?? '',
    'ticket.number': String(ticket.number), 'ticket.subject': ticket.subject,
    'agent.name': agent.name, 'agent.first_name': first(agent.name), 'site.name': site,
  };
}

const NAMES: Record<string, string> = {
  'customer.name': 'customer’s name', 'customer.first_name': 'customer’s first name',
  'customer.email': 'customer’s email', 'ticket.number': 'ticket number', 'ticket.subject': 'subject',
  'agent.name': 'your name', 'agent.first_name': 'your first name', 'site.name': 'site’s name',
};
/** What may stand in {{ }}. */
export const VARIABLES = Object.keys(NAMES);
const VARIABLE = /\{\{\s*([a-z_.]+)\s*\}\}/g;
const GAP = new RegExp(`⟦(?:${Object.values(NAMES).join('|')})⟧`, 'g');

/** A variable that nobody can fill becomes a gap that can't be overlooked. */
export const fill = (body: string, values: Record<string, string>): string =>
  body.replace(VARIABLE, (whole, name: string) => (Object.hasOwn(NAMES, name)
    ? values[name] || `⟦${NAMES[name]}⟧` : whole));

/** The first gap of a text, if there is one. */
export function firstGap(text: string): { start: number; end: number; words: string } | null {
  GAP.lastIndex = 0;
  const found = GAP.exec(text);
  return found && { start: found.index, end: found.index + found[0].length, words: found[0].slice(1, -1) };
}

/** The site of the chat that the ticket came from; where that is not known, the only one there is. */
export function siteOf(ticket: Ticket): string {
  const chats = [...store.chats.value.values()];
  const names = new Set(chats.map(({ site }) => site.name));
  return chats.find(({ id }) => id === ticket.chat)?.site.name ?? (names.size === 1 ? [...names][0]! : '');
}
