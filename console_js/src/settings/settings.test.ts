/** Origins and contrast, as the site form checks them. */
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast';
import { readOrigins } from './origins';

describe('origins', () => {
  const one = (text: string) => readOrigins(text)[0]!;
  it('are tidied', () => {
    expect(one('Shop.Example.com').origin).toBe('https://shop.example.com');
    expect(one('https://shop.example.com:443/').origin).toBe('https://shop.example.com');
    expect(one('http://localhost:3000').origin).toBe('http://localhost:3000');
    expect(one('*.Shop.example').origin).toBe('https://*.shop.example');
    expect(one('http://intranet').origin).toBe('http://intranet');
  });
  it('are refused with a reason', () => {
    expect(one('https://shop.example.com/cart').problem).toContain('https://shop.example.com');
    for (const bad of ['*', '*.com', 'a.*.com', 'ftp://example.com', 'https://a:b@example.com', 'shop', 'https://']) expect(one(bad).origin).toBeNull();
  });
  it('skip blank lines and doubles, and keep line numbers', () => {
    const lines = readOrigins('a.com\n\n https://a.com \nnot a site');
    expect(lines.map((line) => [line.line, line.origin])).toEqual([[1, 'https://a.com'], [4, null]]);
  });
});

describe('contrast', () => {
  it('follows WCAG', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('red', '#ffffff')).toBeNull();
  });
});
