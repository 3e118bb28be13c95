// Where one is in a list whose rows left it.
import { expect, test } from 'vitest';
import { nextOf } from './state';

const WAS = [1, 2, 3, 4, 5, 6];

test.each([
  ['the next one while all are there', 2, WAS, 1, 4],
  ['what came behind the rows that left', 2, [4, 5, 6], 1, 4],
  ['what came before them', 2, [1, 6], -1, 1],
  ['the one that stays, at the end', 5, [1, 6], 1, 6],
  ['none, where all is gone', 2, [7, 8], 1, undefined],
] as const)('%s', (_, at, still, step, expected) => expect(nextOf(WAS, at, new Set(still), step)).toBe(expected));
