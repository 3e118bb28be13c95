import { describe, expect, it } from 'vitest';
import type { Notification } from '../../../shared_js/wire';
import { arrived, inOrder, markedRead, noNotices, page, place, saidOf } from './list';

const notice = (id: string, more: Partial<Notification> = {}): Notification => ({
  id, type: 'customer', text: 'wrote', by: { id: 'v', name: 'Maria' }, ticket: 1001, event: `e-${id}`,
  at: `2026-01-01T00:00:0${id}.000Z`, read: false, ...more,
});

describe('notifications', () => {
  it('counts one that is told twice once', () => {
    const once = arrived(noNotices, notice('1'));
    expect(arrived(once, notice('1'))).toEqual(once);
    expect(once.unread).toBe(1);
  });

  it('puts what is told again in the place of what was told before', () => {
    const many = arrived(arrived(noNotices, notice('1', { type: 'assigned' })), notice('1', { type: 'assigned', count: 30 }));
    expect([many.items.length, many.items[0]!.count, many.unread]).toEqual([1, 30, 1]);
    expect(arrived(markedRead(many, ['1'], 0), notice('1', { count: 31 })).unread).toBe(1);
    expect([saidOf(many.items[0]!), place(many.items[0]!)]).toEqual(['gave you 30 tickets', '/tickets?view=mine']);
  });

  it('keeps what was read here, also when an older page says otherwise', () => {
    const read = markedRead(arrived(noNotices, notice('1')), ['1'], 0);
    expect(page(read, [notice('1'), notice('2')], 1).items.map((item) => item.read)).toEqual([false, true]);
  });

  it('reads all when no ids are named', () => {
    const all = markedRead(page(noNotices, [notice('1'), notice('2')], 2), [], 0);
    expect(all.items.every((item) => item.read)).toBe(true);
    expect(all.unread).toBe(0);
  });

  it('shows unread mentions above later news, and what is read last', () => {
    const items = [notice('1', { type: 'mention' }), notice('2'), notice('3', { read: true }), notice('4')];
    expect(inOrder(items).map((item) => item.id)).toEqual(['1', '4', '2', '3']);
  });

  it('leads to the entry it is about', () => {
    expect(place(notice('1'))).toBe('/tickets/1001#entry-e-1');
    expect(place(notice('1', { ticket: undefined, chat: 'c1' }))).toBe('/chats/c1#entry-e-1');
  });
});
