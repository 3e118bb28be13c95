// Decides what fills the window: sign-in, invitation, or the console with its rail, list and work area.
import { useEffect } from 'preact/hooks';
import { signal, useSignalEffect } from '@preact/signals';
import { go, route } from '../router';
import { session } from '../store';
import { startSession } from '../store/session';
import { Confirmation, ErrorState, Toasts } from '../ui';
import { Console, ConsoleSkeleton } from './console';
import { InviteScreen, SignInScreen } from './screens';

const unreachable = signal(false);

function start() {
  unreachable.value = false;
  startSession().catch(() => { unreachable.value = true; });
}

/** Only a path of our own, so that a crafted link can't lead a fresh sign-in elsewhere. */
function wanted(): string {
  const next = new URLSearchParams(location.search).get('next') ?? '';
  return /^\/[^/\\]/.test(next) ? next : '/inbox';
}

export function Shell() {
  useEffect(start, []);
  useSignalEffect(() => {
    if (session.value === 'signed_in' && route.value.name === 'login') go(wanted(), { replace: true });
  });
  return <><Content /><Confirmation /><Toasts /></>;
}

function Content() {
  const at = route.value;
  if (at.name === 'invite') return <InviteScreen token={at.token} />;
  if (unreachable.value) {
    return <div class="whole"><ErrorState title="Frontdesk cannot be reached"
      onRetry={start}>The server did not answer. Check your connection.</ErrorState></div>;
  }
  if (session.value === 'signed_in') return <Console />;
  return at.name === 'login' && session.value === 'signed_out' ? <SignInScreen /> : <ConsoleSkeleton />;
}
