// Adding a site: a name is enough to begin, the address lets the widget show up there.
import { useState } from 'preact/hooks';
import type { Site } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { Button, Dialog, TextField } from '../ui';
import { readOrigins } from './origins';

export function NewSite({ onClose, onMade }: { onClose: () => void; onMade: (site: Site) => void }) {
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ name?: string; address?: string; other?: string }>({});
  const save = async () => {
    const [line] = readOrigins(address);
    if (!name.trim()) return setErrors({ name: 'Give the site a name.' });
    if (line?.problem) return setErrors({ address: line.problem });
    setBusy(true);
    try {
      onMade(await api.makeSite({ name: name.trim(), origins: line?.origin ? [line.origin] : [] }));
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'This could not be saved.' };
      setErrors({ [field === 'name' ? 'name' : field === 'origins' ? 'address' : 'other']: message });
    }
  };
  return (
    <Dialog title="Add a site" onClose={onClose} onSubmit={() => void save()} footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>Add the site</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <TextField label="Name" value={name} onInput={(value) => { setName(value); setErrors({}); }} error={errors.name} maxLength={80} placeholder="Corner shop" />
      <TextField label="Address" type="url" value={address} onInput={(value) => { setAddress(value); setErrors({}); }} error={errors.address} spellcheck={false} placeholder="https://shop.example.com" hint="You can add more later." />
    </Dialog>
  );
}
