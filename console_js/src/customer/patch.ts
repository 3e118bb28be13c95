/** A customer's record with changes laid over it, and what two records become when they are merged. Pure. */
import type { Customer } from '../../../shared_js/wire';
import type { CustomerPatch } from '../api';

export function overlay(customer: Customer, patches: readonly CustomerPatch[]): Customer {
  return patches.reduce<Customer>((seen, { fields, ...plain }) => (
    { ...seen, ...plain, fields: fields ? withFields(seen.fields, fields) : seen.fields }
  ), customer);
}

/** Null takes a field away; what is new comes last. */
export function withFields(fields: Customer['fields'], changes: Record<string, string | null>): Customer['fields'] {
  const next = new Map<string, string | null>([...Object.entries(fields), ...Object.entries(changes)]);
  return Object.fromEntries([...next].filter((pair): pair is [string, string] => pair[1] !== null));
}

/** The first address is the one that replies go to. */
export const firstOf = (emails: readonly string[], email: string) => [email, ...emails.filter((other) =>
  other !== email)];
export const without = (emails: readonly string[], email: string) => emails.filter((other) => other !== email);
/** At the place of `before`; a new one, where that is null, at the end. */
export const withAddress = (emails: readonly string[], before: string | null, email: string) => [...new Set(
  before === null ? [...emails, email] : emails.map((other) => (other === before ? email : other)),
)];

export const nameOf = ({ name, emails }: Pick<Customer, 'name' | 'emails'>): string => name.trim() || emails[0]
  || 'Customer without a name';

const PLAIN = ['name', 'phone', 'company', 'site'] as const;

/** As server/people/customer_merges.py: who stays keeps what is there, and takes over what is missing. */
export function joined(kept: Customer, other: Customer): Customer {
  const filled = Object.fromEntries(PLAIN.map((field) => [field, kept[field] || other[field]])) as Pick<Customer,
    (typeof PLAIN)[number]>;
  const sum = (of: 'tickets' | 'open' | 'chats') => (kept.counts?.[of] ?? 0) + (other.counts?.[of] ?? 0);
  return {
    ...kept, ...filled,
    emails: [...new Set([...kept.emails, ...other.emails])],
    fields: { ...other.fields, ...kept.fields },
    notes: [...(kept.notes ?? []), ...(other.notes ?? [])].sort((a, b) => a.at.localeCompare(b.at)),
    counts: { tickets: sum('tickets'), open: sum('open'), chats: sum('chats') },
  };
}

/** What of the other record is not shown any more once they are one; it comes back with an undo. */
export function hidden(kept: Customer, other: Customer): { label: string; value: string }[] {
  const plain = PLAIN.filter((field) => other[field] && kept[field] && other[field] !== kept[field]).map((field) => ({
    label: field, value: other[field] }));
  const own = Object.entries(other.fields).filter(([key, value]) => key in kept.fields && kept.fields[key] !== value);
  return [...plain, ...own.map(([label, value]) => ({ label, value }))];
}

/** Only the web may stand behind a link. */
export const webAddress = (text: string): string | undefined => (/^https?:\/\//i.test(text) ? text : undefined);
export const bareAddress = (url: string): string => url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
