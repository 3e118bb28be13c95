import { describe, expect, it } from 'vitest';
import type { Customer } from '../../../shared_js/wire';
import { firstOf, hidden, joined, nameOf, overlay, webAddress, withAddress, withFields } from './patch';

const customer = (more: Partial<Customer> = {}): Customer => ({
  id: 'c1', name: 'Maria Lopez', emails: ['maria@example.com'], phone: '', company: 'Acme', site: '', fields: {},
    created_at: '2026-01-01T00:00:00.000Z', ...more,
});

describe('a record with changes on their way', () => {
  it('shows the last of several, and takes fields away', () => {
    const seen = overlay(customer({ fields: { Plan: 'Pro', VIP: 'yes' } }), [{ name: 'M' }, { name: 'Mia',
      fields: { VIP: null, Since: '2019' } }]);
    expect(seen.name).toBe('Mia');
    expect(seen.fields).toEqual({ Plan: 'Pro', Since: '2019' });
  });
  it('keeps the place of a changed field', () => {
    expect(Object.keys(withFields({ a: '1', b: '2' }, { a: '3' }))).toEqual(['a', 'b']);
  });
});

describe('addresses', () => {
  const emails = ['a@x.com', 'b@x.com', 'c@x.com'];
  it('come first for replies', () => expect(firstOf(emails, 'b@x.com')).toEqual(['b@x.com', 'a@x.com', 'c@x.com']));
  it('are changed in place and added at the end, never doubled', () => {
    expect(withAddress(emails, 'b@x.com', 'd@x.com')).toEqual(['a@x.com', 'd@x.com', 'c@x.com']);
    expect(withAddress(emails, null, 'd@x.com')).toEqual([...emails, 'd@x.com']);
    expect(withAddress(emails, null, 'a@x.com')).toEqual(emails);
  });
});

describe('two records of one person', () => {
  const other = customer({ id: 'c2', name: 'M. Lopez', emails: ['maria@home.example'], phone: '+34 1', company: 'Acme',
    fields: { VIP: 'no', Plan: 'Free' } });
  const kept = customer({ fields: { VIP: 'yes' }, counts: { tickets: 2, open: 1, chats: 0 } });
  it('become one: what is there stays, what is missing is taken over', () => {
    const one = joined(kept, other);
    expect(one).toMatchObject({ name: 'Maria Lopez', phone: '+34 1', emails: ['maria@example.com',
      'maria@home.example'], fields: { VIP: 'yes', Plan: 'Free' } });
    expect(one.counts).toEqual({ tickets: 2, open: 1, chats: 0 });
  });
  it('tell what will not be shown', () => {
    expect(hidden(kept, other)).toEqual([{ label: 'name', value: 'M. Lopez' }, { label: 'VIP', value: 'no' }]);
  });
});

it('calls somebody without a name by the address', () => {
  expect(nameOf(customer({ name: ' ' }))).toBe('maria@example.com');
  expect(nameOf(customer({ name: '', emails: [] }))).toBe('Customer without a name');
});

it('links to the web only', () => {
  expect(webAddress('javascript:alert(1)')).toBeUndefined();
  expect(webAddress('https://example.com')).toBe('https://example.com');
});
