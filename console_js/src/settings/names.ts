/** Labels and categories in the settings: what each is called there, and how a list of them is put in order. Pure. */
import type { Label } from '../../../shared_js/wire';
import type { Names } from '../api';
import { hasWords } from '../ui/words';

/** A category is a label without a colour. */
export type Named = Omit<Label, 'colour'> & { colour?: string };

export interface Kind { names: Names; one: string; many: string; title: string; lead: string; longest: number;
  example: string }

export const LABELS: Kind = {
  names: 'labels', one: 'label', many: 'labels', title: 'Labels', longest: 40, example: 'Refund',
  lead: 'What tickets are marked with. A ticket can have many. Earlier names go on finding theirs.',
};
export const CATEGORIES: Kind = {
  names: 'categories', one: 'category', many: 'categories', title: 'Categories', longest: 40, example: 'Billing',
  lead: 'What a ticket is about. A ticket has one at most. Earlier names go on finding theirs.',
};

/** As server/tickets/labels.py has them. */
export const COLOURS = ['#3450d8', '#0f766e', '#15803d', '#b7791f', '#c0392b', '#be185d', '#7c3aed', '#6b5b95',
  '#475569'];

/** By name, those found by an earlier name too. */
export function listed(all: readonly Named[], words: string): Named[] {
  return all.filter(({ name, formerly }) => hasWords([name, ...formerly].join(' '), words)).sort((a,
    b) => a.name.localeCompare(b.name));
}

export function nameTrouble(kind: Kind, name: string): string | null {
  const text = name.trim();
  if (!text) return `Give the ${kind.one} a name.`;
  if (text.includes(',')) return `A ${kind.one} can’t have a comma: names are listed with commas.`;
  return [...text].length > kind.longest ? `A ${kind.one} has at most ${kind.longest} characters.` : null;
}
