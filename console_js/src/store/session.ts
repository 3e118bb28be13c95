// Signing in and out: who one is decides what is connected, kept and shown.
import type { Agent } from '../../../shared_js/wire';
import { api, ApiError, onSignedOut } from '../api';
import { go, route } from '../router';
import { connection, session, setMe } from './index';
import { openOutbox } from './rooms';

const PUBLIC = new Set(['login', 'invite']);

/** Called by the sign-in and invitation screens with what the server answered. */
export function signedIn(agent: Agent): void {
  setMe(agent);
  session.value = 'signed_in';
  openOutbox(agent.id);
  connection.connect();
}

function loginPath(): string {
  const here = location.pathname + location.search + location.hash;
  return here === '/' || here === '/inbox' ? '/login' : `/login?next=${encodeURIComponent(here)}`;
}

const REASON = 'frontdesk.why_signed_out';
const ENDED = 'Your sign-in has ended. Please sign in again.';

/** Why one had to go, told once. */
export function takeReason(): string | null {
  try {
    const reason = sessionStorage.getItem(REASON);
    sessionStorage.removeItem(REASON);
    return reason;
  } catch {
    return null;
  }
}

/** A whole new page, so that nothing of the session stays in memory; the sign-in page says why and leads back here. */
export function signedOut(reason = ENDED): void {
  if (session.value === 'signed_out') return;
  if (session.value === 'signed_in') {
    try {
      sessionStorage.setItem(REASON, reason);
    } catch { /* blocked */ }
    location.replace(loginPath());
  } else if (!PUBLIC.has(route.value.name)) go(loginPath(), { replace: true });
  session.value = 'signed_out';
}

/** By one's own will: the next person does not land where this one was. */
export async function signOut(): Promise<void> {
  session.value = 'signed_out';
  await api.signOut().catch(() => undefined);
  location.replace('/login');
}

/** At the start: does the cookie still count? Throws when the server can't say. */
export async function startSession(): Promise<void> {
  onSignedOut(() => signedOut());
  try {
    signedIn((await api.me()).agent);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    signedOut();
  }
}
