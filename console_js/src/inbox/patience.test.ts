// When a row asks for attention.
import { expect, it } from 'vitest';
import { patience } from './patience';

it('loses patience in two steps', () => expect([0, 60_000, 180_000].map(patience)).toEqual(['fine', 'long',
  'too_long']));
