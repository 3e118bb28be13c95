/** Hits are found and marked in the text as it was written. */
import { expect, it } from 'vitest';
import { findMarks, pieces } from './marks';

const hits = (text: string, typed: string) => findMarks(text, typed).map(([start, end]) => text.slice(start, end));

it('finds words whatever their case and accents', () => {
  expect(hits('Zoë paid, ZOE did', 'zoe')).toEqual(['Zoë', 'ZOE']);
  expect(hits('Zoe\u0308 paid', 'zoe')).toEqual(['Zoe\u0308']);
  expect(hits('أين طَلَبي؟', 'طلبي')).toEqual(['طَلَبي']);
  expect(hits('東京の注文', '注文')).toEqual(['注文']);
});
it('keeps places right behind signs that take two units or grow without accents', () => {
  expect(hits('🙂🙂 refund', 'refund')).toEqual(['refund']);
  expect(hits('ﬁne İstanbul order', 'order')).toEqual(['order']);
});
it('marks what overlaps once', () => {
  expect(hits('refunded', 'refund fund funded')).toEqual(['refunded']);
  expect(hits('aaaa', 'a')).toEqual(['aaaa']);
});
it('takes signs of patterns for what they are', () => {
  expect(hits('a.*b (c)', '.* (c)')).toEqual(['.*', '(c)']);
  expect(hits('abc', '.*')).toEqual([]);
});
it('cuts a text into pieces that make it up again', () => {
  expect(pieces('the refund', 'refund')).toEqual([{ text: 'the ', hit: false }, { text: 'refund', hit: true }]);
  expect(pieces('Zoë: café', 'e').map(({ text }) => text).join('')).toBe('Zoë: café');
  expect(pieces('nothing', ' ')).toEqual([{ text: 'nothing', hit: false }]);
});
