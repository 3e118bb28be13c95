/** Which of the languages the visitor gets, and the words in it. Apart from the words, so that the loader takes only its own. */
import { ar, de, en, type Strings } from './strings';

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
export const strings: Strings = /* @__PURE__ */ (() => ({ en, de, ar })[language])();
