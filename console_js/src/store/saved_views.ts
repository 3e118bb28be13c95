// The views one has saved: asked for once, and again when another console of one's own changes them.
import { signal } from '@preact/signals';
import type { SavedView } from '../../../shared_js/wire';
import { api } from '../api';
import { connection } from './index';

export const savedViews = signal<readonly SavedView[]>([]);
let asked = false;

async function load(): Promise<void> {
  savedViews.value = (await api.savedViews()).items;
}

export function needSavedViews(): void {
  if (asked) return;
  asked = true;
  connection.on('desk', ({ what }) => { if (what === 'views') void load().catch(() => {}); });
  load().catch(() => { asked = false; });
}

/** Each throws what the API throws. */
export async function saveView(name: string, query: string): Promise<void> {
  const view = await api.saveView({ name, query });
  savedViews.value = [...savedViews.value.filter(({ id }) => id !== view.id), view];
}
export async function changeView(id: string, changes: Partial<Pick<SavedView, 'name' | 'query'>>): Promise<void> {
  const view = await api.changeView(id, changes);
  savedViews.value = savedViews.value.map((one) => (one.id === id ? view : one));
}
export async function removeView(id: string): Promise<void> {
  await api.removeView(id);
  savedViews.value = savedViews.value.filter((one) => one.id !== id);
}
