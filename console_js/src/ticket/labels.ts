/** The labels and categories there are: asked for once, when something first shows them, and again when they change. */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Category, Label } from '../../../shared_js/wire';
import { api, type Names, type Page } from '../api';
import { connection } from '../store';

const FALLBACK = 'var(--ink-3)';

interface Known<T> { list: ReadonlySignal<readonly T[]>; need: () => void; reload: () => Promise<void> }

function known<T>(what: Names, load: () => Promise<Page<T>>): Known<T> {
  const list = signal<readonly T[]>([]);
  let asked = false;
  const reload = async () => { list.value = (await load()).items; };
  const need = () => {
    if (asked) return;
    asked = true;
    const stop = connection.on('desk', (push) => { if (push.what === what) void reload().catch(() => {}); });
    reload().catch(() => { asked = false; stop(); });
  };
  return { list, need, reload };
}

export const knownLabels = known<Label>('labels', api.labels);
export const knownCategories = known<Category>('categories', api.categories);

export const labels = computed(() => knownLabels.list.value);
export const categories = computed(() => knownCategories.list.value);
export const needLabels = knownLabels.need;
export const needCategories = knownCategories.need;

export const colourOf = (name: string) => labels.value.find((label) => label.name === name)?.colour ?? FALLBACK;
