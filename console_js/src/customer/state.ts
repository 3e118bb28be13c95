/** What is asked for about customers from anywhere: merging two records. The dialog is drawn once, by the shell. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

/** The record one stands in, and the other one where it is known already. */
export const customerMerge = signal<{ id: string; other: string | null } | null>(null);
/** How often records were merged or taken apart here: what shows one loads it again. */
export const merges = signal(0);

export function mergeCustomers(id: string, other: string | null = null): void {
  customerMerge.value = { id, other };
}

/** Runs when that happens while one is shown. */
export function useAfterMerges(run: () => void): void {
  const seen = useRef(merges.value);
  useEffect(() => {
    if (seen.current !== merges.value) run();
    seen.current = merges.value;
  }, [merges.value]);
}
