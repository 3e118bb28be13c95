// A signal that survives a reload in the browser's storage; memory has to do where storage is blocked.
import { effect, signal, type Signal } from '@preact/signals';

const PREFIX = 'frontdesk.';

function read<T>(storage: Storage, key: string, fallback: T): T {
  try {
    const kept = storage.getItem(PREFIX + key);
    return kept === null ? fallback : (JSON.parse(kept) as T);
  } catch {
    return fallback;
  }
}

export function remembered<T>(key: string, fallback: T, storage: Storage = localStorage): Signal<T> {
  const value = signal(read(storage, key, fallback));
  effect(() => {
    const json = JSON.stringify(value.value);
    try {
      storage.setItem(PREFIX + key, json);
    } catch { /* full or blocked */ }
  });
  return value;
}
