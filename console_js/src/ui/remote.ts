// Data a screen asks for over HTTP: loading, there, or failed; asked again without falling back to loading.
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Remote<T> { data: T | null; error: string | null; reload: () => Promise<void>; set: (data: T) => void }

export function useRemote<T>(load: () => Promise<T>, deps: readonly unknown[] = []): Remote<T> {
  const [data, setData] = useState<T | null>(null);
  const [error, setError] = useState<string | null>(null);
  const turn = useRef(0);
  const reload = async () => {
    const mine = ++turn.current;
    try {
      const answer = await load();
      if (mine !== turn.current) return;
      setData(answer);
      setError(null);
    } catch (reason) {
      if (mine === turn.current) setError(reason instanceof Error ? reason.message : String(reason));
    }
  };
  useEffect(() => {
    void reload();
    return () => { turn.current += 1; };
  }, deps);
  return { data, error, reload, set: setData };
}
