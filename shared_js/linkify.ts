/** Finds the web addresses in plain text. Only http and https become links; everything else stays text. */

export interface Piece { text: string; href?: string }

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\u0000-\u001f]+/gi;

export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = trim(match[0]);
    const href = safe(address);
    if (!href) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** A full stop or a bracket after an address belongs to the sentence, unless the bracket was opened in the address. */
function trim(address: string): string {
  const counts: Record<string, number> = {};
  for (const sign of address) counts[sign] = (counts[sign] ?? 0) + 1;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    const opening = OPENING[last];
    const unbalanced = opening !== undefined && (counts[opening] ?? 0) < counts[last]!;
    if (!unbalanced && !/[.,;:!?…،؛؟*_~]/.test(last)) break;
    counts[last]!--;
  }
  return address.slice(0, end);
}

function safe(address: string): string | null {
  try {
    const url = new URL(address);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname ? url.href : null;
  } catch {
    return null;
  }
}
