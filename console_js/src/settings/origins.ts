/** The websites that may embed the widget, one a line: read, tidied and checked while they are typed. Pure. */
export interface OriginLine { line: number; text: string; origin: string | null; problem: string | null }

const LOCAL = /^(localhost|\[.*\])$/;

function check(text: string): Pick<OriginLine, 'origin' | 'problem'> {
  const bad = (problem: string) => ({ origin: null, problem });
  const named = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const full = named ? text : `https://${text}`;
  let url: URL;
  try { url = new URL(full); } catch { return bad('This is not a web address.'); }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad('Must begin with https:// or http://.');
  if (url.username || url.password) return bad('Must not contain a user name.');
  const { hostname } = url;
  if (hostname.replace(/^\*\./, '').includes('*')) return bad('* stands only at the front: https://*.example.com.');
  if (hostname.startsWith('*.') && hostname.split('.').length < 3) return bad('This would let in everybody. Name at least *.your-domain.com.');
  if (!named && !hostname.includes('.') && !LOCAL.test(hostname)) return bad('The host has no domain, such as .com.');
  if (url.pathname !== '/' || url.search || url.hash) return bad(`Only the address of the site, without a page: ${url.origin}`);
  return { origin: url.origin, problem: null };
}

export function readOrigins(text: string): OriginLine[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (!line) return [];
    const found = check(line);
    if (found.origin && seen.has(found.origin)) return [];
    if (found.origin) seen.add(found.origin);
    return [{ line: index + 1, text: line, ...found }];
  });
}
