// Finding by a few letters, and keys that become commands.
import { describe, expect, it } from 'vitest';
import type { Command } from './commands';
import { rank } from './fuzzy';
import { beginsPair, eachKeyOnce, match, spell } from './keys';

const command = (id: string, keys: string,
  when?: () => boolean): Command => ({ id, keys, title: id, group: 'Test', run: () => {}, ...(when && { when }) });
const press = (key: string, parts: object = {}) => spell({ key, ctrlKey: false, metaKey: false, altKey: false, ...parts });

describe('rank', () => {
  const find = (query: string, list: string[]) => rank(query, list, (item) => item);

  it('puts the start of a word before the middle of one, and leaves out what does not fit', () => {
    expect(find('tick', ['Sticker', 'Make a ticket', 'Go to people'])).toEqual(['Make a ticket', 'Sticker']);
  });
  it('finds letters in order, initials first', () => {
    expect(find('gp', ['Grasp', 'Go to people'])).toEqual(['Go to people', 'Grasp']);
  });
  it('takes letters apart only if nothing holds the words', () => {
    expect(find('tea', ['The end of all', 'Steam wand', 'Green tea', 'Tea cups'])).toEqual(['Tea cups', 'Green tea', 'Steam wand']);
    expect(find('zoe', ['Zones', 'Zoë Okafor'])).toEqual(['Zoë Okafor']);
    expect(find('refund tea', ['Green tea: a refund', 'Tea'])).toEqual(['Green tea: a refund']);
  });
  it('puts a name beside the text before the middle of a word', () => {
    const items = [{ text: 'Aprosa', aside: 'Max' }, { text: 'Grinder', aside: 'Rosa' }, { text: 'Rosary', aside: '' }];
    const found = rank('rosa', items, (item) => item.text, (item) => item.aside);
    expect(found.map((item) => item.text)).toEqual(['Rosary', 'Grinder', 'Aprosa']);
  });
  it('finds in any script', () => expect(find('منصور', ['خالد المنصوري', 'Rosa'])).toEqual(['خالد المنصوري']));
  it('takes what stands beside only by its very words', () => {
    const items = [{ text: 'Grinder', aside: 'Rosa Delgado-Fernández' }];
    const by = (query: string) => rank(query, items, (item) => item.text, (item) => item.aside).length;
    expect([by('delgado'), by('rdf')]).toEqual([1, 0]);
  });
});

describe('keys', () => {
  it('spells combinations and signs', () => {
    expect([press('K', { ctrlKey: true }), press('k', { metaKey: true }), press('?'), press('Escape')]).toEqual(['mod+k', 'mod+k', '?',
      'escape']);
  });
  it('lists each key once, with what it does now', () => {
    const list = [command('next', 'a'), command('make', 't', () => false), command('this', 'a'), command('open', 't')];
    expect(eachKeyOnce(list).map(({ id }) => id)).toEqual(['this', 'open']);
    expect(eachKeyOnce(list.slice(0, 2)).map(({ id }) => id)).toEqual(['next', 'make']);
  });
  it('prefers the newest command that is usable', () => {
    const list = [command('old', 'n'), command('new', 'n', () => false), command('pair', 'g i')];
    expect(match(list, 'n', null)?.id).toBe('old');
    expect(match([...list, command('newest', 'n')], 'n', null)?.id).toBe('newest');
    expect(match(list, 'i', 'g')?.id).toBe('pair');
    expect(match(list, 'i', null)).toBeUndefined();
    expect([beginsPair(list, 'g'), beginsPair(list, 'i')]).toEqual([true, false]);
  });
});
