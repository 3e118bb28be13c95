import { describe, expect, it } from 'vitest';
import { check, EMPTY, fieldOf, fresh, isEmpty, known, payload, type Draft } from './draft';

const full: Draft = { ...EMPTY, who: known({ id: 'c', name: 'Maria', emails: ['m@x.com', 'm@y.com'] }),
  subject: ' Help ', body: ' It broke. ' };

describe('a ticket by hand', () => {
  it('names everything that is missing', () => {
    expect(Object.keys(check(EMPTY))).toEqual(['customer', 'subject', 'body']);
    expect(check(full)).toEqual({});
  });
  it('takes somebody who only called, but no half address', () => {
    expect(check({ ...full, who: known({ id: 'c', name: 'Maria', emails: [] }) })).toEqual({});
    expect(check({ ...full, who: fresh('Maria Lopez') })).toEqual({});
    expect(check({ ...full, who: { kind: 'new', name: '', email: ' ' } })).toHaveProperty('email');
    expect(check({ ...full, who: { kind: 'new', name: 'Maria', email: 'maria@' } })).toHaveProperty('email');
  });
  it('names the record, or the address that it is about', () => {
    const of = (who: Draft['who']) => payload({ ...full, who }).customer;
    expect(of({ kind: 'known', id: 'c', name: 'Maria', emails: ['m@x.com', 'm@y.com'], email: 'm@y.com' })).toEqual({
      email: 'm@y.com', name: 'Maria' });
    expect(of(known({ id: 'c', name: 'Maria', emails: [] }))).toEqual({ id: 'c' });
    expect(of(fresh('m@z.com'))).toEqual({ email: 'm@z.com' });
  });
  it('takes what was typed for an address or a name', () => {
    expect(fresh(' m@x.com ')).toMatchObject({ name: '', email: 'm@x.com' });
    expect(fresh('Maria <m@x.com>')).toMatchObject({ name: 'Maria', email: 'm@x.com' });
    expect(fresh('Maria')).toMatchObject({ name: 'Maria', email: '' });
  });
  it('sends an owner or a team, and nothing that was not chosen', () => {
    expect(payload(full)).toEqual({ subject: 'Help', body: 'It broke.', priority: 'medium', customer: { id: 'c' } });
    expect(payload({ ...full, owner: 'agent:a:1' })).toMatchObject({ assignee: 'a:1' });
    expect(payload({ ...full, owner: 'team:t' })).toMatchObject({ team: 't' });
  });
  it('finds the field that the server complains about', () => {
    expect([fieldOf('customer.email'), fieldOf('team'), fieldOf('nonsense'), fieldOf(null)]).toEqual(['email', 'owner',
      'other', 'other']);
  });
  it('is empty while nothing of it would be missed', () => {
    expect(isEmpty({ ...EMPTY, priority: 'high' })).toBe(true);
    expect(isEmpty({ ...EMPTY, subject: 'x' })).toBe(false);
  });
});
