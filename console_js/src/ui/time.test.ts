import { describe, expect, it } from 'vitest';
import { secondsLeft } from './time';

describe('a countdown', () => {
  it('of ten seconds begins with ten, also where the clocks differ a little', () => {
    expect([secondsLeft(10_000, 0), secondsLeft(10_200, 0), secondsLeft(10_000, 200)]).toEqual([10, 10, 10]);
  });
  it('ends with nothing', () => expect([secondsLeft(10_000, 9000), secondsLeft(10_000, 9900),
    secondsLeft(10_000, 20_000)]).toEqual([1, 0, 0]));
});
