// Which columns are shown at which width.
import { expect, it } from 'vitest';
import { fitting } from './fitting';

it('shows as many columns as fit, always with the focused one', () => {
  expect(fitting(['a', 'b', 'c'], 'a', 1012, false).shown).toEqual(['a', 'b', 'c']);
  expect(fitting(['a', 'b', 'c'], 'a', 700, false).shown).toEqual(['a', 'c']);
  expect(fitting(['a', 'b', 'c'], 'a', 390, false).shown).toEqual(['a']);
});

it('gives the details their place only beside whole columns', () => {
  expect(fitting(['a', 'b'], 'a', 1012, true)).toEqual({ shown: ['a', 'b'], context: true });
  expect(fitting(['a', 'b', 'c'], 'a', 1012, true).context).toBe(false);
  expect(fitting(['a'], null, 1012, true).context).toBe(false);
});
