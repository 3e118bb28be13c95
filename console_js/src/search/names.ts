// Names that can follow a key such as label: — asked for when the box opens, kept until they change.
import { signal } from '@preact/signals';
import { api } from '../api';
import { connection } from '../store';

function names(what: 'labels' | 'categories', fetch: () => Promise<{ items: { name: string }[] }>) {
  const known = signal<readonly string[]>([]);
  let asked: Promise<void> | null = null;
  connection.on('desk', (change) => { if (change.what === what) asked = null; });
  return {
    get value() { return known.value; },
    /** Without them nothing is suggested, and the search works all the same. */
    load: () => (asked ??= fetch().then(({ items }) => { known.value = items.map(({ name }) => name); }, () => { asked = null; })),
  };
}

export const labelNames = names('labels', api.labels);
export const categoryNames = names('categories', api.categories);
