/** A ticket by hand while it is being written: what is missing, and what is sent. Pure. */
import type { Customer, Priority } from '../../../shared_js/wire';
import type { NewTicket } from '../api';
import { namedAddress } from '../customer/named_address';

/** A customer there is, with the address that the ticket is to have; or one to be made. */
export type Who =
  | { kind: 'known'; id: string; name: string; emails: string[]; email: string }
  | { kind: 'new'; name: string; email: string };

export interface Draft {
  who: Who | null;
  subject: string;
  body: string;
  priority: Priority;
  labels: string[];
  category: string | null;
  /** "agent:…", "team:…", or nobody. */
  owner: string | null;
}
type Field = 'customer' | 'email' | 'name' | 'subject' | 'body' | 'labels' | 'category' | 'owner' | 'other';
export type Errors = Partial<Record<Field, string>>;

export const EMPTY: Draft = { who: null, subject: '', body: '', priority: 'medium', labels: [], category: null,
  owner: null };

export const isEmpty = ({ who, subject, body }: Draft): boolean => !who && !subject.trim() && !body.trim();

export const known = ({ id, name, emails }: Pick<Customer, 'id' | 'name' | 'emails'>): Who => ({ kind: 'known', id,
  name, emails: [...emails], email: emails[0] ?? '' });

/** Somebody who was not found: what was typed is an address or a name. */
export function fresh(typed: string): Who {
  const text = typed.trim();
  const both = namedAddress(text);
  if (both) return { kind: 'new', ...both };
  return text.includes('@') ? { kind: 'new', name: '', email: text } : { kind: 'new', name: text, email: '' };
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export function check({ who, subject, body }: Draft): Errors {
  const errors: Errors = {};
  const email = who?.email.trim();
  if (!who) errors.customer = 'Choose the customer, or make a new one.';
  else if (email ? !ADDRESS.test(email) : who.kind === 'new'
    && !who.name.trim()) errors.email = 'Write an email address, such as name@example.com.';
  if (!subject.trim()) errors.subject = 'Say in a few words what it is about.';
  if (!body.trim()) errors.body = 'Write what the customer needs.';
  return errors;
}

/** By their record, unless it is about another than their first address. */
function onBehalfOf(who: Who): NewTicket['customer'] {
  const email = who.email.trim();
  if (who.kind === 'known' && (!email || email === who.emails[0])) return { id: who.id };
  const name = who.name.trim();
  return name ? { email, name } : { email };
}

/** Of somebody who has a record or an address. */
export function payload({ who, subject, body, priority, labels, category, owner }: Draft): NewTicket {
  const [kind, id] = owner ? [owner.slice(0, owner.indexOf(':')), owner.slice(owner.indexOf(':') + 1)] : [];
  return {
    subject: subject.trim(), body: body.trim(), priority, customer: onBehalfOf(who!),
    ...(labels.length && { labels }), ...(category && { category }),
    ...(kind === 'agent' && { assignee: id }), ...(kind === 'team' && { team: id }),
  };
}

const FIELDS: Record<string, keyof Errors> = {
  'customer.email': 'email', 'emails': 'email', 'customer.name': 'name', 'subject': 'subject', 'body': 'body',
    'labels': 'labels', 'category': 'category',
  'assignee': 'owner', 'team': 'owner',
};

/** The field that the server means. */
export const fieldOf = (field: string | null): keyof Errors => FIELDS[field ?? ''] ?? 'other';
