/** When a list opens while one types, and over which letters. The caret is |. */
import { expect, it } from 'vitest';
import { triggerAt } from './trigger';

const at = (shown: string, mode: 'reply' | 'note' = 'note') => {
  const found = triggerAt(shown.replace('|', ''), shown.indexOf('|'), mode);
  return found && `${found.kind}:${found.query}@${found.from}`;
};
it.each([
  [';|', 'canned:@0'], ['Hello ;refu|nd', 'canned:refu@6'], ['/thanks|', 'canned:thanks@0'], ['a\n/x|', 'canned:x@2'],
  ['a;b|', null], ['https://a/b|', null], ['either/or|', null], ['and / or|', null], [';two words|', null],
  ['@|', 'mention:@0'], ['ask @Zo|', 'mention:Zo@4'], ['ask @Zoë Mül|', 'mention:Zoë Mül@4'], ['(@محمد|', 'mention:محمد@1'],
  ['@Zoë Müller now|', null], ['a@b|', null], ['@ |', null],
])('%s', (shown, found) => expect(at(shown)).toBe(found));
it('names nobody in a reply', () => expect(at('@Zo|', 'reply')).toBeNull());
