/** Which of the languages the visitor gets. English is at hand; another one is fetched before the first screen. */
import { en, type Words } from './words/en';

export type Language = 'en' | 'de' | 'ar';

export function chooseLanguage(wanted: readonly string[] = navigator.languages ?? [navigator.language]): Language {
  for (const tag of wanted) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'de' || language === 'ar') return language;
  }
  return 'en';
}

export const language: Language = typeof navigator === 'undefined' ? 'en' : /* @__PURE__ */ chooseLanguage();
export const direction = language === 'ar' ? 'rtl' : 'ltr';
/** Read it while a screen is drawn, not while a file is loaded: `speak` sets it in between. */
export let strings: Words = en;

/** A site that has none of its own, or only the one it was made with, greets in the visitor's language. */
export const greetingOf = (greeting: string) => (!greeting || greeting === en.hello ? strings.hello : greeting);

export async function speak(): Promise<void> {
  if (language === 'de') strings = (await import('./words/de')).de;
  if (language === 'ar') strings = (await import('./words/ar')).ar;
}
