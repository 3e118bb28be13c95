/** The labels there are, with their colours; asked for once, when something first shows labels. */
import { computed, signal } from '@preact/signals';
import { api, type Label } from '../api';

const FALLBACK = 'var(--ink-3)';
const known = signal<readonly Label[]>([]);
let asked = false;

export const labels = computed(() => known.value);

export function needLabels(): void {
  if (asked) return;
  asked = true;
  api.labels().then(({ items }) => { known.value = items; }, () => { asked = false; });
}

export const colourOf = (name: string) => known.value.find((label) => label.name === name)?.colour ?? FALLBACK;
