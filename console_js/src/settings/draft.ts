/** A site while it is being edited: kept until saved or dropped, checked as a whole. Pure. */
import type { FieldMode, Site } from '../../../shared_js/wire';
import type { SitePatch } from '../api';
import { isColour } from './contrast';
import { readOrigins } from './origins';

export interface Draft { name: string; origins: string; colour: string; greeting: string; prechat: { name: FieldMode; email: FieldMode } }
export type Errors = Partial<Record<keyof Draft | 'other', string>>;

export const LONGEST_GREETING = 500;

export const draftOf = (site: Site): Draft =>
  ({ name: site.name, origins: site.origins.join('\n'), colour: site.colour, greeting: site.greeting, prechat: { ...site.prechat } });

export const unsaved = (site: Site, draft: Draft) => JSON.stringify(draftOf(site)) !== JSON.stringify(draft);

export function check(draft: Draft): Errors {
  const errors: Errors = {};
  if (!draft.name.trim()) errors.name = 'Give the site a name.';
  const wrong = readOrigins(draft.origins).find((line) => line.problem);
  if (wrong) errors.origins = `Line ${wrong.line}, ${wrong.text}: ${wrong.problem}`;
  if (!isColour(draft.colour)) errors.colour = 'Write the colour as #3450d8, with six digits.';
  return errors;
}

export function patchOf(draft: Draft): SitePatch {
  return {
    name: draft.name.trim(), colour: draft.colour.toLowerCase(), greeting: draft.greeting.trim(), prechat: draft.prechat,
    origins: readOrigins(draft.origins).flatMap((line) => line.origin ?? []),
  };
}
