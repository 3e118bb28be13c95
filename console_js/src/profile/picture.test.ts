/** The square cut out of a picture. */
import { expect, it } from 'vitest';
import { middle } from './picture';

it('takes the middle', () => {
  expect(middle(800, 600)).toEqual({ x: 100, y: 0, side: 600 });
  expect(middle(301, 900)).toEqual({ x: 0, y: 299, side: 301 });
  expect(middle(256, 256)).toEqual({ x: 0, y: 0, side: 256 });
});
