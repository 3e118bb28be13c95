/** What stops a message before it travels. */
import { describe, expect, it } from 'vitest';
import { thenOf } from './send_bar';
import { obstacle, recipient } from './sending';
import { ticket } from '../store/fixtures';
import type { Upload } from './upload';

const file = (state: Upload['state']): Upload => ({ key: state, name: 'a.png', size: 1, state, progress: 0 });

it('lets words go, with files that have arrived', () => {
  expect(obstacle({ text: 'Hello', files: [] })).toBeNull();
  expect(obstacle({ text: 'Hello', files: [file('done')] })).toBeNull();
});
it('stops at a gap, pointing at it', () => {
  expect(obstacle({ text: 'Hi ⟦your name⟧', files: [] })).toEqual({ words: 'Fill in “your name” first.', select: [3, 14] });
});
it('waits for files, and does not leave one behind unsaid', () => {
  expect(obstacle({ text: 'a', files: [file('sending'), file('waiting'), file('done')] })?.words).toBe('2 files still on the way.');
  expect(obstacle({ text: 'a', files: [file('failed')] })?.words).toContain('did not arrive');
  expect(obstacle({ text: 'a', files: [file('refused')] })?.words).toBe('Remove “a.png” first.');
  expect(obstacle({ text: ' \n', files: [file('done')] })?.words).toContain('Write a few words');
});
it('says who a reply goes to', () => {
  const to = (email: string | null) => recipient(ticket({ customer: { id: 'u', name: 'Maria', email } }), 'Maria');
  expect(to('m@a.example')).toBe('Maria <m@a.example>');
  expect(to(null)).toBe('Maria');
});

describe('the keys that send', () => {
  const press = (parts: object, key = 'Enter') =>
    thenOf({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...parts });

  it('are one for each way', () => {
    expect(press({ ctrlKey: true })).toBe('wait');
    expect(press({ metaKey: true })).toBe('wait');
    expect(press({ ctrlKey: true, shiftKey: true })).toBe('resolve');
    expect(press({ altKey: true })).toBe('send');
  });
  it('are no others', () => {
    expect([press({}), press({ shiftKey: true }), press({ ctrlKey: true }, 'a')]).toEqual([null, null, null]);
    // As AltGr is told on some keyboards.
    expect(press({ ctrlKey: true, altKey: true })).toBeNull();
  });
});
