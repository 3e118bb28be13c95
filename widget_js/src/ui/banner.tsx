/** Says calmly that there is no connection, or why the server would not have us. */
import { useSignal, useSignalEffect } from '@preact/signals';
import type { Session } from '../session';
import { strings } from '../language';
import { Offline } from './icons';

/** A short break heals by itself, and is not worth a word. */
const GRACE_MS = 1_500;

export function Banner({ session }: { session: Session }) {
  const { state, refusal } = session.connection;
  const shown = useSignal(false);
  useSignalEffect(() => {
    if (state.value === 'online') shown.value = false;
    const timer = setTimeout(() => { shown.value = state.peek() !== 'online'; }, GRACE_MS);
    return () => clearTimeout(timer);
  });
  const lost = shown.value && state.value !== 'refused';
  return (
    <div role="status" class="banner-place">
      {lost && <p class="banner"><Offline size={18} /><span>{strings.lost}</span></p>}
      {state.value === 'refused' && refusal.value?.code !== 'unauthenticated' && (
        <p class="banner bad">
          <span>{refusal.value?.message || strings.refused}</span>
          <button type="button" class="quiet" onClick={() => session.connection.connect()}>{strings.tryAgain}</button>
        </p>
      )}
    </div>
  );
}
