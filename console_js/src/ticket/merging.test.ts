import { describe, expect, it } from 'vitest';
import { ticket } from '../store/fixtures';
import { bestTarget, inWords, mergedSentence, sourcesOf } from './merging';

const [old, young, closed] = [ticket({ number: 1002 }), ticket({ number: 1005 }), ticket({ number: 1001, status: 'closed' })];

describe('the ticket that stays', () => {
  it('is the one that was chosen', () => expect(bestTarget([old!, young!], 1005)).toBe(1005));
  it('is the oldest, but never a closed one while there is another', () => {
    expect(bestTarget([young!, closed!, old!])).toBe(1002);
    expect(bestTarget([closed!, young!], 1001)).toBe(1005);
    expect(bestTarget([closed!], 1001)).toBe(1001);
    expect(bestTarget([])).toBeNull();
  });
  it('is no source', () => expect(sourcesOf([old!, young!], 1002)).toEqual([1005]));
});

it('is told in a sentence', () => {
  expect(inWords([1, 2, 3])).toBe('#1, #2 and #3');
  expect(mergedSentence([1002], 1001)).toBe('#1002 was merged into #1001.');
  expect(mergedSentence([1002, 1003], 1001)).toBe('#1002 and #1003 were merged into #1001.');
});
