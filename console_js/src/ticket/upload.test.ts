/** What is told about a file before it travels. */
import { expect, it } from 'vitest';
import { MOST_FILES, refusal, sizeWords } from './upload';

const MB = 1024 * 1024;
it('refuses what is too large, empty or too much before a byte travels', () => {
  expect(refusal({ name: 'a', size: 25 * MB }, 0)).toBeNull();
  expect(refusal({ name: 'a', size: 25 * MB + 1 }, 0)).toBe('Too large: 26 MB. A file may have at most 25 MB.');
  expect(refusal({ name: 'a', size: 0 }, 0)).toBe('The file is empty.');
  expect(refusal({ name: 'a', size: 1 }, MOST_FILES)).toContain('At most 20 files');
});
it.each([[12, '12 B'], [1500, '1.5 KB'], [20_000, '20 KB'], [1.25 * MB, '1.3 MB'], [25 * MB, '25 MB']])('%d is %s', (bytes, words) =>
  expect(sizeWords(bytes)).toBe(words));
