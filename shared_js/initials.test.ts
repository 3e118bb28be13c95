/** The initials of names. */
import { expect, it } from 'vitest';
import { initials } from './initials';

it.each([
  ['Rosa Delgado-Fernández', 'RD'], ['Ludwig van der Heide', 'LH'], ['vera', 'V'], ['خالد المنصوري', 'خا'],
  ['(Max) “Mo” 3rd', 'M3'], ['vera@example.com', 'V'], ['Visitor a52b', 'VA'], ['𝒜da Ⅎox', '𝒜Ⅎ'], [' … ', '?'], ['', '?'],
])('%s: %s', (name, letters) => expect(initials(name)).toBe(letters));
