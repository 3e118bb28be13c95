// What a picker offers for what is typed.
import { expect, test } from 'vitest';
import { offered } from './picker';

const choices = ['Rebilling', 'Bills', 'Old bills'].map((label) => ({ id: label, label }));
const names = (typed: string) => offered(choices, typed, undefined).map(({ label }) => label);

test('what begins so comes first', () => expect(names('bill')).toEqual(['Bills', 'Rebilling', 'Old bills']));
test('else they stay in their order', () => expect(names('')).toEqual(['Rebilling', 'Bills', 'Old bills']));
test('groups stay together', () => {
  const grouped = choices.map((choice, index) => ({ ...choice, group: index ? 'B' : 'A' }));
  expect(offered(grouped, 'bill', undefined)).toEqual(grouped);
});
