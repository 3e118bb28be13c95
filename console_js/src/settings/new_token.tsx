// A new API token: its name, what it may, how long; then the token itself, this once.
import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { Button, confirm, CopyLine, Dialog, Select, serverNow, TextField } from '../ui';
import { ADMIN, ADMIN_WORDS, endOf, LIVES, PAIRS, toggled } from './token_scopes';

interface Props { onClose: () => void; onMade: () => void }
type Errors = Partial<Record<'name' | 'scopes' | 'other', string>>;

export function NewToken({ onClose, onMade }: Props) {
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  if (made) return <Shown {...made} onClose={onClose} />;
  return <Form onClose={onClose} onDone={(name, token) => { setMade({ name, token }); onMade(); }} />;
}

function Form({ onClose, onDone }: { onClose: () => void; onDone: (name: string, token: string) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const submit = async () => {
    const missing: Errors = {};
    if (!name.trim()) missing.name = 'Give it a name: it stands beside everything the program does.';
    if (!scopes.length) missing.scopes = 'Tick what the program needs.';
    setErrors(missing);
    if (Object.keys(missing).length) return;
    setBusy(true);
    try {
      const token = await api.makeToken({ name, scopes, expires_at: endOf(days, serverNow()) });
      onDone(token.name, token.token);
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'It could not be made.' };
      setErrors({ [field === 'name' || field === 'scopes' ? field : 'other']: message });
    }
  };
  return (
    <Dialog title="New API token" size="lg" onClose={onClose} onSubmit={() => void submit()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>Make the token</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <div class="token-form">
        <TextField label="Name" value={name} onInput={(words) => { setName(words); setErrors({}); }} error={errors.name} maxLength={80} placeholder="Nightly export"
          hint="The program acts under this name." />
        <Select label="Good for" options={LIVES} value={days} onChange={setDays} />
      </div>
      <Scopes chosen={scopes} error={errors.scopes} onChange={(chosen) => { setScopes(chosen); setErrors({}); }} />
    </Dialog>
  );
}

function Scopes({ chosen, error, onChange }: { chosen: string[]; error: string | undefined; onChange: (chosen: string[]) => void }) {
  const tick = (scope: string, label: string) => (
    <input type="checkbox" aria-label={label} checked={chosen.includes(scope)} onChange={(event) => onChange(toggled(chosen, scope, event.currentTarget.checked))} />
  );
  return (
    <fieldset class="scopes" aria-describedby={error ? 'scopes-error' : undefined}>
      <legend>It may</legend>
      {error && <p class="field-error" id="scopes-error" role="alert">{error}</p>}
      <div class="scope-head" aria-hidden="true"><span /><span>Read</span><span>Write</span></div>
      {PAIRS.map(({ thing, label, read, write }) => (
        <div key={thing} class="scope">
          <span class="scope-thing">{label}</span>
          <label>{tick(`${thing}:read`, `${label}: read`)}<span>{read}</span></label>
          <label>{tick(`${thing}:write`, `${label}: write`)}<span>{write}</span></label>
        </div>
      ))}
      <div class="scope">
        <span class="scope-thing">Admin</span>
        <label class="scope-wide">{tick(ADMIN, 'Admin')}<span>{ADMIN_WORDS}</span></label>
      </div>
    </fieldset>
  );
}

function Shown({ name, token, onClose }: { name: string; token: string; onClose: () => void }) {
  const leave = async () => {
    const text = 'The token can’t be shown again. If it is lost, make a new one.';
    if (await confirm({ title: 'Have you kept the token?', text, action: 'I have it' })) onClose();
  };
  const example = `curl '${location.origin}/api/v1/tickets' -H 'Authorization: Bearer ${token.slice(0, 10)}…'`;
  return (
    <Dialog title={`The token ${name}`} onClose={() => void leave()} footer={<Button variant="primary" onClick={onClose}>Done</Button>}>
      <p>Copy it now and keep it where passwords are kept: it is not shown again.</p>
      <CopyLine text={token} label="API token" />
      <pre class="token-example" tabIndex={0} aria-label="How to use it"><code>{example}</code></pre>
    </Dialog>
  );
}
