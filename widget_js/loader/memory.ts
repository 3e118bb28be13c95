/** What the loader keeps in the host page's storage, from the first click on. Storage may be blocked. */

export interface Memory { open: boolean; colour?: string; ink?: string }
const keyOf = (site: string) => `frontdesk:${site}`;

export function remembered(site: string): Memory | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(site)) ?? 'null');
  } catch {
    return null;
  }
}

export function remember(site: string, news: Partial<Memory>): void {
  try {
    localStorage.setItem(keyOf(site), JSON.stringify({ ...remembered(site), ...news }));
  } catch { /* then the widget starts closed next time */ }
}
