// Who has which ticket open, and who is writing in it, on every node; told at sign-in and by pushes.
import { signal } from '@preact/signals';
import type { Looking } from '../../../shared_js/wire';
import { connection } from './connection';

export const looking = signal<ReadonlyMap<number, readonly Looking[]>>(new Map());

export function startLooking(): void {
  connection.on('welcome', ({ looking: now }) => {
    looking.value = new Map(Object.entries(now ?? {}).map(([number, people]) => [Number(number), people]));
  });
  connection.on('ticket.people', ({ number, people }) => {
    const next = new Map(looking.value);
    if (people.length) next.set(number, people);
    else next.delete(number);
    looking.value = next;
  });
}
