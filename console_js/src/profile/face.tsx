// Name and picture: the picture is cut square in the browser before it is sent.
import { useRef, useState } from 'preact/hooks';
import type { Agent } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { setMe } from '../store';
import { Avatar, Button, TextField, toast } from '../ui';
import { KINDS, square } from './picture';

const words = (error: unknown) => (error instanceof Error ? error.message : 'Something went wrong. Try again.');

export function Face({ me }: { me: Agent }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const run = async (change: () => Promise<Agent>, done: string) => {
    setBusy(true);
    setTrouble(null);
    try {
      setMe({ ...await change(), presence: me.presence });
      toast(done, 'good');
    } catch (error) {
      setTrouble(words(error));
    }
    setBusy(false);
  };
  const choose = (chosen: File | undefined) => {
    if (chosen) void run(async () => api.setPicture(await square(chosen)), 'Your picture was changed.');
    file.current!.value = '';
  };
  return (
    <div class="face">
      <Avatar name={me.name} picture={me.picture} size={72} />
      <div>
        <div class="form-foot">
          <Button busy={busy} onClick={() => file.current!.click()}>{me.picture ? 'Change the picture' : 'Add a picture'}</Button>
          {me.picture && <Button variant="ghost" disabled={busy} onClick={() => void run(api.removePicture, 'Your initials are shown now.')}>Remove</Button>}
          <input ref={file} type="file" accept={KINDS.join()} hidden aria-label="Picture" onChange={(event) => choose(event.currentTarget.files?.[0])} />
        </div>
        {trouble ? <p class="field-error" role="alert">{trouble}</p> : <p class="field-hint">PNG, JPEG or WebP. The middle is cut out as a square.</p>}
      </div>
    </div>
  );
}

export function NameForm({ me }: { me: Agent }) {
  const [name, setName] = useState(me.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    if (!name.trim()) return setError('Give a name: your colleagues and customers see it.');
    setBusy(true);
    try {
      const agent = await api.changeMe({ name: name.trim() });
      setMe({ ...agent, presence: me.presence });
      setName(agent.name);
      toast('Your name was changed.', 'good');
    } catch (reason) {
      setError(reason instanceof ApiError ? reason.message : words(reason));
    }
    setBusy(false);
  };
  return (
    <form class="name-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <TextField label="Name" name="name" autoComplete="name" value={name} onInput={(value) => { setName(value); setError(null); }} error={error} maxLength={80} />
      <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === me.name}>Save</Button>
    </form>
  );
}
