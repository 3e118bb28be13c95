/** The frame's own storage: the browser's where it allows it (a third-party frame may not), else memory. */

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export function openStorage(): Store {
  try {
    const probe = 'frontdesk:probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return inMemory();
  }
}

/** What is typed but not sent yet: kept for a reload, and gone when it is empty. */
export function keep(storage: Store, key: string, text: string): void {
  if (text) storage.setItem(key, text);
  else storage.removeItem(key);
}

function inMemory(): Store {
  const map = new Map<string, string>();
  return {
    get length() { return map.size; },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => { map.set(key, value); },
    removeItem: (key) => { map.delete(key); },
  };
}
