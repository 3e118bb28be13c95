import { describe, expect, it } from 'vitest';
import { typeAhead } from './type_ahead';

const STATUSES = ['Open', 'In progress', 'Waiting', 'Resolved', 'Closed'];
const PRIORITIES = ['Urgent', 'High', 'Normal', 'Not urgent', 'None'];

/** The row one is at after the letters, each `pause` ms after the one before. */
function type(letters: string, labels: readonly string[], from = 0, pause = 100): number {
  const find = typeAhead();
  return [...letters].reduce((at, letter, index) => {
    const next = find(letter, labels, at, index * pause);
    return next < 0 ? at : next;
  }, from);
}

describe('typing in a menu', () => {
  it('collects letters to a word', () => {
    expect(type('re', STATUSES)).toBe(3);
    expect(type('wai', STATUSES)).toBe(2);
    expect(type('not', PRIORITIES)).toBe(3);
    expect(type('not u', PRIORITIES)).toBe(3);
  });
  it('begins anew after a pause', () => expect(type('rc', STATUSES, 0, 700)).toBe(4));
  it('walks with one letter again and again', () => {
    expect([type('n', PRIORITIES), type('nn', PRIORITIES), type('nnn', PRIORITIES), type('nnnn', PRIORITIES)])
      .toEqual([2, 3, 4, 2]);
  });
  it('stays where it is when nothing begins so', () => expect(type('rx', STATUSES)).toBe(3));
  it('knows whether a space belongs to the word', () => {
    const find = typeAhead();
    expect(find.waiting(0)).toBe(false);
    find('i', STATUSES, 0, 0);
    expect([find.waiting(699), find.waiting(700)]).toEqual([true, false]);
  });
});
