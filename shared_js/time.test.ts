import { describe, expect, it } from 'vitest';
import { ago, countUp, dayLabel, sameDay } from './time';

const noon = (day: number) => new Date(2026, 10, day, 12).getTime();

describe('time', () => {
  it('names days as people do', () => {
    expect([24, 23, 22, 10].map((day) => dayLabel(noon(day), noon(24), 'en'))).toEqual(['today', 'yesterday', 'Sunday', 'November 10']);
    expect(dayLabel(new Date(2025, 10, 10).getTime(), noon(24), 'en')).toBe('November 10, 2025');
    expect(sameDay(noon(24), noon(24) + 3_600_000)).toBe(true);
  });

  it('counts up', () => {
    expect([-5, 42_000, 725_000, 3_753_000].map(countUp)).toEqual(['0:00', '0:42', '12:05', '1:02:33']);
  });

  it('says how long ago', () => {
    const now = noon(24);
    expect([10, 300, 7200, 172_800].map((seconds) => ago(now - seconds * 1000, now, 'en'))).toEqual(['now', '5 min. ago', '2 hr. ago', '2 days ago']);
  });
});
