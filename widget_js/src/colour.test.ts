import { describe, expect, it } from 'vitest';
import { contrast, palette, parse } from './colour';

const between = (a: string, b: string) => contrast(parse(a)!, parse(b)!);

describe('colour', () => {
  it('reads three and six digits, nothing else', () => {
    expect(parse('#fA0')).toEqual([255, 170, 0]);
    expect(parse('#3450d8')).toEqual([52, 80, 216]);
    expect([parse('red'), parse('#12'), parse('url(x)')]).toEqual([null, null, null]);
  });

  it('measures contrast as WCAG does', () => {
    expect(between('#ffffff', '#000000')).toBeCloseTo(21, 5);
    expect(between('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('keeps every colour readable, light and dark', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff'];
    for (const r of steps) for (const g of steps) for (const b of steps) for (const dark of [false, true]) {
      const colours = palette(`#${r}${g}${b}`, dark);
      const ground = dark ? '#161a22' : '#ffffff';
      expect(between(colours.ink, colours.accent)).toBeGreaterThanOrEqual(4.5);
      expect(between(colours.ink, colours.hover)).toBeGreaterThanOrEqual(4.5);
      expect(between(colours.text, ground)).toBeGreaterThanOrEqual(4.5);
      expect(between(colours.text, colours.soft)).toBeGreaterThanOrEqual(4.5);
      expect(between(colours.edge, ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it('leaves a colour that is fine as it is, and replaces one that is none', () => {
    expect(palette('#3450d8', false)).toMatchObject({ accent: '#3450d8', ink: '#ffffff', text: '#3450d8', edge: '#3450d8' });
    expect(palette('nonsense', false).accent).toBe('#3450d8');
  });
});
