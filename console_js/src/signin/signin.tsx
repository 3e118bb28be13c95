// Sign-in by email and password. The shell leads on to where one was.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { signedIn, takeReason } from '../store/session';
import { Button, TextField } from '../ui';
import { Door, PasswordField, Trouble } from './frame';

function inWords(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Try again.';
  switch (error.code) {
    case 'unauthenticated': return 'Email and password do not match. Check both and try again.';
    case 'rate_limited': return error.message || 'Too many tries. Wait a minute, then try again.';
    case 'offline': case 'unavailable': return 'Frontdesk cannot be reached. Check your connection and try again.';
    default: return error.message;
  }
}

export function SignInScreen() {
  const [reason, setReason] = useState(takeReason);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = 'Sign in · Frontdesk';
    emailField.current?.focus();
  }, []);
  const submit = async () => {
    if (!email.trim()) return emailField.current?.focus();
    if (!password) return passwordField.current?.focus();
    setBusy(true);
    setTrouble(null);
    setReason(null);
    try {
      signedIn((await api.signIn(email.trim(), password)).agent);
    } catch (error) {
      setTrouble(inWords(error));
      setBusy(false);
      passwordField.current?.select();
    }
  };
  return (
    <Door title="Sign in to Frontdesk" lead={reason && <span role="status">{reason}</span>}>
      <form class="door-form" noValidate onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        {trouble && <Trouble>{trouble}</Trouble>}
        <TextField ref={emailField} label="Email" type="email" name="email" autoComplete="username" value={email} onInput={setEmail} required spellcheck={false} maxLength={254} />
        <PasswordField ref={passwordField} label="Password" autoComplete="current-password" value={password} onInput={setPassword} />
        <Button type="submit" variant="primary" size="lg" busy={busy}>Sign in</Button>
      </form>
    </Door>
  );
}
