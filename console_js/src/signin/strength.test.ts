/** The password hint: short, personal, common, fair, strong. */
import { expect, it } from 'vitest';
import { strength } from './strength';

it('counts what is missing', () => {
  expect(strength('').level).toBe(0);
  expect(strength('sevenxx').text).toBe('3 more characters needed.');
  expect(strength('ninechars').text).toBe('1 more character needed.');
});
it('warns of what is easy to guess', () => {
  expect(strength('password1234').level).toBe(1);
  expect(strength('aaaaaaaaaaaa').level).toBe(1);
  expect(strength('lovelace-rules', ['Ada Lovelace']).level).toBe(1);
});
it('tells fair from strong', () => {
  expect(strength('brownhorse').level).toBe(2);
  expect(strength('Brown-horse-7').level).toBe(3);
  expect(strength('seven brown horses sing').level).toBe(3);
});
