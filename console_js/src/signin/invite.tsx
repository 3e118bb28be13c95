// The invitation: who one is going to be, a name, a password, and in.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError, type Invitation } from '../api';
import { ROLE_WORDS } from '../people/roles';
import { go } from '../router';
import { session } from '../store';
import { signedIn, signOut } from '../store/session';
import { Button, ErrorState, Skeleton, TextField } from '../ui';
import { Door, Trouble } from './frame';
import { NewPassword } from './new_password';
import { SHORTEST } from './strength';

type State = { step: 'loading' } | { step: 'bad' } | { step: 'failed'; message: string } | { step: 'ready'; invitation: Invitation };

const GONE = new Set(['not_found', 'invalid', 'unauthenticated', 'forbidden', 'conflict']);

export function InviteScreen({ token }: { token: string }) {
  const [state, setState] = useState<State>({ step: 'loading' });
  const load = () => {
    setState({ step: 'loading' });
    api.invitation(token).then(
      (invitation) => setState({ step: 'ready', invitation }),
      (error: ApiError) => setState(GONE.has(error.code) ? { step: 'bad' } : { step: 'failed', message: error.message }),
    );
  };
  useEffect(() => { document.title = 'Invitation · Frontdesk'; load(); }, [token]);
  switch (state.step) {
    case 'loading': return <Door title="Your invitation"><div class="door-form" aria-busy="true"><Skeleton height="42px" /><Skeleton height="42px" /><Skeleton height="44px" /></div></Door>;
    case 'bad': return (
      <Door title="This invitation is no longer valid" lead="It was used already, has expired, or was replaced by a newer one. Ask an admin of your team for a new link.">
        <Button variant="primary" size="lg" onClick={() => go('/login')}>Go to the sign-in</Button>
      </Door>
    );
    case 'failed': return <Door title="Your invitation"><ErrorState title="It could not be loaded" onRetry={load}>{state.message}</ErrorState></Door>;
    case 'ready': return session.value === 'signed_in' ? <Taken /> : <Welcome token={token} invitation={state.invitation} onGone={() => setState({ step: 'bad' })} />;
  }
}

const Taken = () => (
  <Door title="You are signed in already" lead="This link is for a new colleague. Sign out first if it is meant for you.">
    <div class="door-form">
      <Button variant="primary" size="lg" onClick={() => go('/inbox')}>Go to the inbox</Button>
      <Button size="lg" onClick={() => void signOut()}>Sign out</Button>
    </div>
  </Door>
);

function Welcome({ token, invitation, onGone }: { token: string; invitation: Invitation; onGone: () => void }) {
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ name?: string; password?: string; other?: string }>({});
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => { (invitation.name ? passwordField : nameField).current?.focus(); }, []);
  const submit = async () => {
    if (!name.trim()) { setErrors({ name: 'Give a name: your colleagues and customers see it.' }); return nameField.current?.focus(); }
    if ([...password].length < SHORTEST) { setErrors({ password: `Use at least ${SHORTEST} characters.` }); return passwordField.current?.focus(); }
    setBusy(true);
    setErrors({});
    try {
      const { agent } = await api.acceptInvitation(token, name.trim(), password);
      signedIn(agent);
      go('/inbox', { replace: true });
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ApiError)) setErrors({ other: 'Something went wrong. Try again.' });
      else if (error.status === 404 || error.status === 409) onGone();
      else setErrors({ [error.field === 'name' || error.field === 'password' ? error.field : 'other']: error.message });
    }
  };
  return (
    <Door title="Join the team on Frontdesk" lead={<><b><bdi>{invitation.invited_by}</bdi></b> invited <b>{invitation.email}</b> as {ROLE_WORDS[invitation.role].as}.</>}>
      <form class="door-form" noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {errors.other && <Trouble>{errors.other}</Trouble>}
        <input class="sr-only" type="email" name="username" autocomplete="username" value={invitation.email} readOnly tabIndex={-1} aria-hidden="true" />
        <TextField ref={nameField} label="Your name" name="name" autoComplete="name" value={name} onInput={(value) => { setName(value); setErrors({}); }} maxLength={80} error={errors.name} hint="Customers see it in chats." required />
        <NewPassword ref={passwordField} label="Choose a password" value={password} onInput={(value) => { setPassword(value); setErrors({}); }} personal={[name, invitation.email]} error={errors.password} />
        <Button type="submit" variant="primary" size="lg" busy={busy}>Join</Button>
      </form>
    </Door>
  );
}
