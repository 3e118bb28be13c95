// What a list of tickets shows, as its address says it: "view=mine&status=open,waiting&sort=updated". Pure.
import type { Ticket, ViewName } from '../../../shared_js/wire';

export const VIEWS = ['inbox', 'mine', 'team', 'unassigned', 'urgent',
  'overdue'] as const satisfies readonly ViewName[];
export const SORTS = ['due', 'updated', 'created', '-created', 'number'] as const;
export type Sort = (typeof SORTS)[number];
/** Filters of several values, joined by commas. */
export const LISTS = ['status', 'priority', 'label', 'category', 'assignee', 'team', 'channel'] as const;
export type ListName = (typeof LISTS)[number];
/** Filters of one value. */
export const WORDS = ['from', 'to', 'q', 'customer', 'visitor', 'sla'] as const;
export type WordName = (typeof WORDS)[number];

export type Query = { view: ViewName; sort: Sort } & Record<ListName, readonly string[]> & Record<WordName, string>;

export const EMPTY: Query = {
  view: 'inbox', sort: 'due', status: [], priority: [], label: [], category: [], assignee: [], team: [], channel: [],
  from: '', to: '', q: '', customer: '', visitor: '', sla: '',
};

const isOne = <T extends string>(known: readonly T[], text: string | null): text is T => known.includes(text as T);

/** Never fails: what means nothing is left out. */
export function parseQuery(search: string): Query {
  const given = new URLSearchParams(search);
  const query = { ...EMPTY };
  const view = given.get('view');
  const sort = given.get('sort');
  if (isOne(VIEWS, view)) query.view = view;
  if (isOne(SORTS, sort)) query.sort = sort;
  const parts = (text: string) => [...new Set(text.split(',').map((part) => part.trim()).filter(Boolean))];
  for (const name of LISTS) query[name] = parts(given.get(name) ?? '');
  for (const name of WORDS) query[name] = given.get(name)?.trim() ?? '';
  return query;
}

/** The pairs that differ from an empty query, in one spelling; also what the API takes. */
export function pairsOf(query: Query): Record<string, string> {
  const pairs: [string, string][] = [];
  if (query.view !== EMPTY.view) pairs.push(['view', query.view]);
  for (const name of LISTS) if (query[name].length) pairs.push([name, query[name].join(',')]);
  for (const name of WORDS) if (query[name]) pairs.push([name, query[name]]);
  if (query.sort !== EMPTY.sort) pairs.push(['sort', query.sort]);
  return Object.fromEntries(pairs);
}

/** Commas stay readable in the address. */
export const formatQuery = (query: Query): string => new URLSearchParams(pairsOf(query)).toString().replaceAll('%2C',
  ',');

export const sameQuery = (a: Query, b: Query): boolean => formatQuery(a) === formatQuery(b);

/** Without view and order: what the filter bar says. */
export const isFiltered = (query: Query): boolean => LISTS.some((name) => query[name].length > 0)
  || WORDS.some((name) => query[name] !== '');

/** A view of the rail begins with no filter, but in the order one has chosen. */
export const viewOf = (view: ViewName, sort: Sort, team?: string): Query => ({ ...EMPTY, view, sort, team: team ? [team]
  : [] });

export function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

export const SORT_WORDS: Record<Sort, string> = {
  due: 'Most pressing first', updated: 'Changed last first', created: 'Oldest first', '-created': 'Newest first',
    number: 'By number',
};
export const VIEW_WORDS: Record<ViewName, string> = {
  inbox: 'Shared inbox', mine: 'My queue', team: 'My teams', unassigned: 'Unassigned', urgent: 'Urgent',
    overdue: 'Overdue',
};
export const CHANNEL_WORDS: Record<Ticket['channel'], string> = {
  chat: 'Chat', email: 'Email', form: 'Contact form', agent: 'By an agent', api: 'API',
};
