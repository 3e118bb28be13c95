// A language's name in the agent's own language: "ar-EG" is "Arabic".

const own = new Intl.Locale(navigator.language).language;
let names: Intl.DisplayNames | null = null;

export function languageName(tag: string): string {
  try {
    names ??= new Intl.DisplayNames(undefined, { type: 'language' });
    return names.of(new Intl.Locale(tag).language) ?? tag;
  } catch {
    return tag;
  }
}

/** Worth saying in a list only where it differs from the agent's. */
export function foreignLanguage(tag: string): string | null {
  try {
    return tag && new Intl.Locale(tag).language !== own ? languageName(tag) : null;
  } catch {
    return null;
  }
}
