/** A customer's other tickets. */
import { expect, it } from 'vitest';
import { ticket } from '../store/fixtures';
import { otherTickets } from './others_list';

const of = (number: number, seq: number, customer: string) => ticket({ number, seq, customer: { id: customer, name: '', email: null } });

it('are what was fetched and what was pushed since, without this one', () => {
  const live = new Map([of(1007, 9, 'vera'), of(1003, 4, 'vera'), of(1009, 1, 'vera'), of(1008, 1, 'max')].map((one) => [one.number, one]));
  const found = otherTickets(live.get(1007)!, [of(1001, 2, 'vera'), of(1003, 3, 'vera'), of(1007, 8, 'vera')], live);
  expect(found.map(({ number, seq }) => [number, seq])).toEqual([[1009, 1], [1003, 4], [1001, 2]]);
});
