// Whether a ticket belongs into a list, and where: the same answers as server/tickets/filters.py and order.py. Pure.
import type { Ticket } from '../../../shared_js/wire';
import type { Query, Sort } from './query';

export interface Reader {
  me: string;
  teams: readonly string[];
  /** Server's clock, in ms. */
  now: number;
  /** The present name of a label or category that was called so before. */
  present: (kind: 'label' | 'category', name: string) => string;
}

const FAR = 9e14;
export const isDone = ({ status }: Pick<Ticket, 'status'>) => status === 'resolved' || status === 'closed';
const RUNNING = new Set(['ok', 'at_risk', 'overdue']);
const URGENCY: Record<Ticket['priority'], number> = { urgent: 0, high: 1, medium: 2, low: 3 };
interface Clock { state?: string; due_at?: string | null }

/** The next deadline, in ms; very far where no clock runs, or nothing is left to do. */
export function dueAt(ticket: Pick<Ticket, 'sla' | 'status'>): number {
  if (isDone(ticket)) return FAR;
  const clocks = Object.values(ticket.sla ?? {}) as (Clock | null)[];
  return Math.min(FAR, ...clocks.map((clock) => (clock?.due_at && RUNNING.has(clock.state ?? '')
    ? Date.parse(clock.due_at) : FAR)));
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byCreation = (a: Ticket, b: Ticket) => byText(a.created_at, b.created_at) || a.number - b.number;
const ORDERS: Record<Sort, (a: Ticket, b: Ticket) => number> = {
  due: (a, b) => Number(isDone(a)) - Number(isDone(b)) || dueAt(a) - dueAt(b)
    || URGENCY[a.priority] - URGENCY[b.priority] || byCreation(a, b),
  updated: (a, b) => byText(b.updated_at, a.updated_at) || b.number - a.number,
  created: byCreation,
  '-created': (a, b) => byCreation(b, a),
  number: (a, b) => a.number - b.number,
};
/** A total order: no two tickets are equal in it. */
export const orderOf = (sort: Sort) => ORDERS[sort];

const any = (asked: readonly string[], has: (value: string) => boolean) => !asked.length || asked.some(has);
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** A date is its day in UTC, as on the server. */
export function moment(text: string, end = false): number {
  return Date.parse(DATE.test(text) ? `${text}T00:00:00Z` : text) + (end && DATE.test(text) ? DAY_MS : 0);
}

function inStatus({ status }: Ticket, asked: readonly string[]): boolean {
  if (asked.includes('any')) return true;
  return asked.length ? asked.includes(status) : status !== 'closed';
}

function inView(ticket: Ticket, { view }: Query, { me, teams, now }: Reader): boolean {
  switch (view) {
    case 'mine': return ticket.assignee?.id === me;
    case 'team': return ticket.team !== null && teams.includes(ticket.team.id);
    case 'unassigned': return ticket.assignee === null;
    case 'urgent': return ticket.priority === 'urgent';
    case 'overdue': return dueAt(ticket) < now;
    default: return true;
  }
}

/** 'maybe': only the server can say, by its search. */
export function fits(ticket: Ticket, query: Query, reader: Reader): 'yes' | 'no' | 'maybe' {
  const due = dueAt(ticket);
  const created = Date.parse(ticket.created_at);
  const all = inStatus(ticket, query.status) && inView(ticket, query, reader)
    && any(query.priority, (value) => ticket.priority === value)
    && any(query.channel, (value) => ticket.channel === value)
    && any(query.assignee, (value) => (value === 'none' ? !ticket.assignee : ticket.assignee?.id === (value === 'me'
      ? reader.me : value)))
    && any(query.team, (value) => (value === 'none' ? !ticket.team
      : value === 'mine' ? reader.teams.includes(ticket.team?.id ?? '') : ticket.team?.id === value))
    && query.label.every((value) => ticket.labels.includes(reader.present('label', value)))
    && any(query.category, (value) => ticket.category === reader.present('category', value))
    && (!query.from || created >= moment(query.from)) && (!query.to || created < moment(query.to, true))
    && (!query.sla || (query.sla === 'overdue' ? due < reader.now : due >= reader.now && due < FAR));
  if (!all) return 'no';
  // A customer's record may have been merged, and a visitor's id is not in a list's rows.
  return query.q || query.visitor || (query.customer && query.customer !== ticket.customer.id) ? 'maybe' : 'yes';
}
