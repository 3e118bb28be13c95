// Addresses and what they mean.
import { expect, it } from 'vitest';
import { parse } from './router';

it.each([
  ['/', { name: 'inbox' }], ['/inbox', { name: 'inbox' }], ['/tickets', { name: 'tickets', query: '' }],
  ['/tickets?view=mine&q=a%3Fb#x', { name: 'tickets', query: 'view=mine&q=a%3Fb' }],
  ['/chats', { name: 'chats', id: null }], ['/chats/a%2Fb', { name: 'chats', id: 'a/b' }],
  ['/tickets/1001?from=mail', { name: 'ticket', number: 1001 }], ['/tickets/abc', { name: 'unknown', path: '/tickets/abc' }],
  ['/customers?q=maria', { name: 'customers' }], ['/customers/c1', { name: 'customer', id: 'c1' }],
  ['/people', { name: 'people' }], ['/login?next=/tickets/1', { name: 'login' }], ['/invite/t0k', { name: 'invite', token: 't0k' }],
  ['/inbox/more', { name: 'unknown', path: '/inbox/more' }], ['/chats/%E0%A4%A', { name: 'chats', id: '%E0%A4%A' }],
])('%s', (path, route) => expect(parse(path)).toEqual(route));
