/** How good a new password is, in words, while it is typed. A hint; the server has the last word. Pure. */
import { counted } from '../ui/words';

export const SHORTEST = 10;

export interface Strength { level: 0 | 1 | 2 | 3; text: string }

const COMMON = ['password', 'passwort', 'letmein', 'welcome', 'qwerty', 'azerty', 'iloveyou', 'admin', 'frontdesk', '123456', 'abcdef', 'dragon', 'monkey'];

export function strength(password: string, personal: readonly string[] = []): Strength {
  const length = [...password].length;
  if (length === 0) return { level: 0, text: `At least ${SHORTEST} characters. A short sentence works well.` };
  if (length < SHORTEST) return { level: 0, text: `${counted(SHORTEST - length, 'more character')} needed.` };
  const small = password.toLowerCase();
  const own = personal.flatMap((text) => text.toLowerCase().split(/[\s@.+_-]+/)).filter((text) => text.length > 3);
  if (own.some((text) => small.includes(text))) return { level: 1, text: 'Contains your name or email: easy to guess.' };
  if (COMMON.some((text) => small.includes(text)) || new Set(small).size < 5) return { level: 1, text: 'Easy to guess. Add unrelated words.' };
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  if (length >= 16 || (length >= 12 && kinds >= 3)) return { level: 3, text: 'Strong.' };
  return { level: 2, text: 'Fair. Longer is better.' };
}
