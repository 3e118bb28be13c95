/** A customer's tickets. */
import { expect, it } from 'vitest';
import { ticket } from '../store/fixtures';
import { pastTickets } from './past_list';

const of = (number: number, seq: number, customer: string) => ticket({ number, seq, customer: { id: customer, name: '',
  email: null } });

it('are what was fetched and what was pushed since, without the one that is open', () => {
  const live = new Map([of(1007, 9, 'vera'), of(1003, 4, 'vera'), of(1009, 1, 'vera'), of(1008, 1,
    'max')].map((one) => [one.number, one]));
  const found = pastTickets('vera', [of(1001, 2, 'vera'), of(1003, 3, 'vera'), of(1007, 8, 'vera')], live, 1007);
  expect(found.map(({ number, seq }) => [number, seq])).toEqual([[1009, 1], [1003, 4], [1001, 2]]);
});

it('take over what was pushed of a ticket that was opened under a merged record', () => {
  const live = new Map([[1002, of(1002, 5, 'vera at home')]]);
  expect(pastTickets('vera', [of(1002, 3, 'vera at home')], live).map(({ seq }) => seq)).toEqual([5]);
});
