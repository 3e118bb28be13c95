/** Canned replies are found by shortcut or title and filled in; what can't be filled is a gap. */
import { expect, it } from 'vitest';
import { fill, findCanned, firstGap, variables } from './canned';
import { ticket } from '../store/fixtures';

const canned = (shortcut: string, title: string) => ({ id: shortcut, shortcut, title, body: '', team: null, updated_at: '' });
const list = [canned('thanks', 'Many thanks'), canned('refund', 'Refund is on its way'), canned('return', 'How to return')];
const find = (query: string) => findCanned(list, query).map(({ shortcut }) => shortcut);

it('puts shortcuts that begin so before words within', () => {
  expect(find('re')).toEqual(['refund', 'return']);
  expect(find('')).toEqual(['refund', 'return', 'thanks']);
  expect(find('way')).toEqual(['refund']);
  expect(find('xyz')).toEqual([]);
});

const rosa = ticket({ customer: { id: 'u', name: 'Rosa  Delgado', email: null } });
const values = variables(rosa, { name: 'Ada Lovelace' }, 'Shop');

it('fills in what is known', () => {
  expect(fill('Hi {{customer.first_name}}, #{{ ticket.number }} at {{site.name}}. {{agent.first_name}}', values)).toBe('Hi Rosa, #1001 at Shop. Ada');
});
it('leaves a gap where nobody knows, and other braces alone', () => {
  const text = fill('To {{customer.email}}: {{order}} {{constructor}} {{customer.email}}', values);
  expect(text).toBe('To ⟦customer’s email⟧: {{order}} {{constructor}} ⟦customer’s email⟧');
  expect(firstGap(text)).toEqual({ start: 3, end: 21, words: 'customer’s email' });
  expect(firstGap('⟦something else⟧')).toBeNull();
});
it('does not fill in what a customer calls themselves twice', () => {
  const sly = variables(ticket({ customer: { id: 'u', name: '{{agent.name}} $&', email: null } }), { name: 'Ada' }, '');
  expect(fill('{{customer.name}}', sly)).toBe('{{agent.name}} $&');
});
