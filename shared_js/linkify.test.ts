import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

const links = (text: string) => linkify(text).filter((piece) => piece.href).map((piece) => piece.text);
const whole = (text: string) => linkify(text).map((piece) => piece.text).join('');

describe('linkify', () => {
  it('finds http and https addresses and leaves the sentence around them', () => {
    expect(linkify('See https://a.example/x?y=1#z, please.')).toEqual([
      { text: 'See ' }, { text: 'https://a.example/x?y=1#z', href: 'https://a.example/x?y=1#z' }, { text: ', please.' },
    ]);
    expect(links('http://a.example and HTTPS://B.example!')).toEqual(['http://a.example', 'HTTPS://B.example']);
  });

  it('keeps brackets that belong to the address', () => {
    expect(links('(https://en.wikipedia.example/wiki/Bean_(coffee))')).toEqual(['https://en.wikipedia.example/wiki/Bean_(coffee)']);
    expect(links('[https://a.example/]')).toEqual(['https://a.example/']);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://', 'http:// a', 'xhttps://a', 'mailto:a@b.example', 'https://[bad'])(
    'leaves %s as text', (text) => { expect(links(text)).toEqual([]); });

  it('never loses a letter', () => {
    for (const text of ['', 'plain', 'https://a.example<b>', '"https://a.example"', 'مرحبا https://a.example؟', 'a https://x.example\nb', '....https://...']) {
      expect(whole(text)).toBe(text);
    }
  });

  it('is quick on hostile input', () => {
    const started = performance.now();
    linkify(`https://a.example/${'('.repeat(5_000)}${')'.repeat(4_900)}`);
    linkify('https://'.repeat(1_200));
    linkify(`https://a.example/${'.'.repeat(9_900)}`);
    linkify(`https://a.example/${')'.repeat(9_900)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
