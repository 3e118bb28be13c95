/** Two letters for a person without a picture: of the first and the last word of the name. */
export function initials(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word) ?? []);
  return letters.length ? (letters[0]! + (letters.length > 1 ? letters.at(-1)! : '')).toUpperCase() : '?';
}
