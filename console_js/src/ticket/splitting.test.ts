import { describe, expect, it } from 'vitest';
import { splitRefusal, suggestedSubject } from './splitting';

const of = (...bodies: (string | undefined)[]) => suggestedSubject(bodies.map((body) => ({ body })));

describe('the subject of what is split off', () => {
  it('is the first line with a word in it', () => {
    expect(of('Also, the invoice is wrong.\nIt says 19 %.')).toBe('Also, the invoice is wrong.');
    expect(of('\n---\n\nالفاتورة خاطئة')).toBe('الفاتورة خاطئة');
    expect(of(undefined, '!!!', 'Next')).toBe('Next');
  });
  it('is without the signs of Markdown', () => {
    expect(of('## A **second** matter: [the invoice](https://x.example)')).toBe('A second matter: the invoice');
    expect(of('- `code` first')).toBe('code first');
  });
  it('is cut at a word, by letters and not by halves of them', () => {
    const long = of('word '.repeat(40));
    expect(long.length).toBeLessThanOrEqual(80);
    expect(long.endsWith('word…')).toBe(true);
    expect([...of('𠮷'.repeat(100))]).toHaveLength(80);
  });
  it('is nothing where nothing was written', () => expect(of(undefined, '...')).toBe(''));
});

describe('what can be split off', () => {
  const written = [{ id: 'm1', type: 'message' }, { id: 'm2', type: 'message.opened' }, { id: 'r', type: 'reply' },
    { id: 'n', type: 'note' }];
  const refusal = (ids: string[], of = written) => splitRefusal(of, new Set(ids), 1001);

  it('leaves a message, as the server asks', () => {
    expect(refusal(['m1'])).toBeNull();
    expect(refusal(['m1', 'r', 'n'])).toBeNull();
    expect(refusal(['m1', 'm2'])).toContain('At least one message');
  });
  it('leaves anything where there is no message', () => {
    expect(refusal(['r'], written.slice(2))).toBeNull();
    expect(refusal(['r', 'n'], written.slice(2))).toContain('Something must stay in #1001');
  });
});
