import { describe, expect, it } from 'vitest';
import { CATEGORIES, LABELS, listed, nameTrouble } from './names';

const all = [{ id: '1', name: 'Refund', formerly: ['Money back'] }, { id: '2', name: 'Áccount', formerly: [] },
  { id: '3', name: 'Bug', formerly: [] }];

describe('the list of labels', () => {
  it('is by name', () => expect(listed(all, '').map(({ name }) => name)).toEqual(['Áccount', 'Bug', 'Refund']));
  it('is found by earlier names, and without accents', () => {
    expect(listed(all, 'money').map(({ id }) => id)).toEqual(['1']);
    expect(listed(all, 'account').map(({ id }) => id)).toEqual(['2']);
  });
});

it('says what is wrong with a name', () => {
  expect(nameTrouble(LABELS, ' ')).toBe('Give the label a name.');
  expect(nameTrouble(CATEGORIES, 'a, b')).toMatch(/comma/);
  expect(nameTrouble(LABELS, 'x'.repeat(41))).toMatch(/at most 40/);
  expect(nameTrouble(LABELS, ' '.repeat(9) + 'x'.repeat(40))).toBeNull();
});
