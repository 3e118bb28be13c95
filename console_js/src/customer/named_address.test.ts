import { expect, it } from 'vitest';
import { intoAddress, namedAddress } from './named_address';

it('takes a name and an address apart', () => {
  const maria = { name: 'Maria Lopez', email: 'maria@x.com' };
  expect(namedAddress('Maria Lopez <maria@x.com>')).toEqual(maria);
  expect(namedAddress(' "Maria Lopez"  < maria@x.com >; ')).toEqual(maria);
  expect(
    namedAddress('"Lopez, Maria \\"Mia\\"" <mailto:maria@x.com>'),
  ).toEqual({ name: 'Lopez, Maria "Mia"', email: 'maria@x.com' });
  expect(namedAddress('<maria@x.com>')).toEqual({ name: '', email: 'maria@x.com' });
  expect(namedAddress('maria@x.com <maria@x.com>')).toEqual({ name: '', email: 'maria@x.com' });
  expect([namedAddress('maria@x.com'), namedAddress('Maria <maria'), namedAddress('Maria'), namedAddress('')])
    .toEqual([null, null, null, null]);
});

it('keeps a name that was written already', () => {
  expect(intoAddress('M. Lopez <maria@x.com>', 'Maria')).toEqual({ name: 'Maria', email: 'maria@x.com' });
  expect(intoAddress('M. Lopez <maria@x.com>', ' ')).toEqual({ name: 'M. Lopez', email: 'maria@x.com' });
  expect(intoAddress('maria@', 'Maria')).toEqual({ name: 'Maria', email: 'maria@' });
});
