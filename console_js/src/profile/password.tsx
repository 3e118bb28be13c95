// Changing one's password: the present one first, then a new one with a word on how good it is.
import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { PasswordField, Trouble } from '../signin/frame';
import { NewPassword } from '../signin/new_password';
import { SHORTEST } from '../signin/strength';
import { Button, toast } from '../ui';

export function PasswordForm({ email, name }: { email: string; name: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ current?: string; next?: string; other?: string }>({});
  const save = async () => {
    if (!current) return setErrors({ current: 'Enter your present password.' });
    if ([...next].length < SHORTEST) return setErrors({ next: `Use at least ${SHORTEST} characters.` });
    setBusy(true);
    try {
      await api.changeMe({ current_password: current, password: next });
      setCurrent('');
      setNext('');
      setErrors({});
      toast('Your password was changed. Other devices were signed out.', 'good');
    } catch (error) {
      if (!(error instanceof ApiError)) setErrors({ other: 'Something went wrong. Try again.' });
      else if (error.field === 'current_password') setErrors({ current: 'This is not your present password.' });
      else setErrors({ [error.field === 'password' ? 'next' : 'other']: error.message });
    }
    setBusy(false);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <input class="sr-only" type="email" name="username" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField label="Present password" autoComplete="current-password" value={current} onInput={(value) => { setCurrent(value); setErrors({}); }} error={errors.current} />
      <NewPassword label="New password" value={next} onInput={(value) => { setNext(value); setErrors({}); }} personal={[name, email]} error={errors.next} />
      <Button type="submit" variant="primary" busy={busy} disabled={!current || !next}>Change the password</Button>
    </form>
  );
}
