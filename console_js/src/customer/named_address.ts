/** "Maria Lopez <maria@x.com>", as mail programs copy it, in its two parts. Pure. */

const NAMED = /^\s*(.*?)\s*<\s*(?:mailto:)?([^\s<>@]+@[^\s<>@]+)\s*>[\s,;]*$/;

/** Null if the text is not an address in such brackets. */
export function namedAddress(text: string): { name: string; email: string } | null {
  const [, name, email] = NAMED.exec(text) ?? [];
  if (email === undefined || name === undefined) return null;
  const bare = name.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["\\])/g, '$1').trim();
  return { name: bare === email ? '' : bare, email };
}

/** What is typed or pasted into the field of an address: a name that comes along goes where none stands yet. */
export function intoAddress(typed: string, name: string): { name: string; email: string } {
  const both = namedAddress(typed);
  return both ? { name: name.trim() ? name : both.name, email: both.email } : { name, email: typed };
}
