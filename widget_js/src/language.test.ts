import { describe, expect, it } from 'vitest';
import sites from '../../server/widget/sites.py?raw';
import { chooseLanguage, greetingOf } from './language';
import { ar } from './words/ar';
import { de } from './words/de';
import { en } from './words/en';

describe('language', () => {
  it('takes the first one it speaks, else English', () => {
    expect(chooseLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(['ar-EG'])).toBe('ar');
    expect([chooseLanguage(['ja']), chooseLanguage([])]).toEqual(['en', 'en']);
  });

  it('has every sentence in every language', () => {
    for (const words of [de, ar]) {
      expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
      for (const word of Object.values(words)) expect(typeof word === 'function' || word.length > 0).toBe(true);
    }
  });

  it('greets as the site does, if the site has a greeting of its own', () => {
    expect([greetingOf('Moin!'), greetingOf('')]).toEqual(['Moin!', en.hello]);
  });

  it('knows the greeting that a site is made with', () => {
    expect(sites).toContain(`GREETING = "${en.hello}"`);
  });

  it('counts people in the queue as the language does', () => {
    expect([1, 2, 7].map(en.ahead)).toEqual(['1 person is ahead of you', '2 people are ahead of you', '7 people are ahead of you']);
    expect([1, 2, 3, 11].map(ar.ahead)).toEqual(['أمامك شخص واحد', 'أمامك شخصان', 'أمامك 3 أشخاص', 'أمامك 11 شخصًا']);
  });
});
