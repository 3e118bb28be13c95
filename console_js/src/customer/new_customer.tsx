// A customer made by hand.
import { useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { paths } from '../router';
import { Trouble } from '../signin/frame';
import { Button, Dialog, TextField } from '../ui';
import { intoAddress } from './named_address';

interface NewProps { typed: string; onClose: () => void; onMade: (customer: Customer) => void }
type Errors = Partial<Record<'name' | 'email' | 'company' | 'other', string>>;

export function NewCustomer({ typed, onClose, onMade }: NewProps) {
  const address = typed.includes('@');
  const [draft, setDraft] = useState({ ...(address ? intoAddress(typed, '') : { name: typed, email: '' }), company: '' });
  const [errors, setErrors] = useState<Errors>({});
  const [owner, setOwner] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const edit = (changes: Partial<typeof draft>) => { setDraft({ ...draft, ...changes }); setErrors({}); setOwner(null);
    };
  const save = async () => {
    if (!draft.name.trim()) return setErrors({ name: 'Say what the customer is called.' });
    setBusy(true);
    const email = draft.email.trim();
    try {
      onMade(await api.makeCustomer({ name: draft.name.trim(), company: draft.company.trim(), ...(email
        && { emails: [email] }) }));
    } catch (error) {
      setBusy(false);
      const { field, message, details } = error instanceof ApiError ? error : { field: null,
        message: 'The customer could not be stored.', details: {} as Record<string, unknown> };
      setErrors({ [field === 'emails' ? 'email' : field === 'name' || field === 'company' ? field
        : 'other']: message });
      if (typeof details.customer === 'string') setOwner(details.customer);
    }
  };
  return (
    <Dialog title="New customer" size="sm" onClose={onClose} onSubmit={() => void save()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary"
        busy={busy}>Make the customer</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <TextField label="Name" value={draft.name} maxLength={80} error={errors.name}
        onInput={(name) => edit({ name })} />
      <TextField label="Email address" inputMode="email" value={draft.email} maxLength={254} spellcheck={false}
        error={errors.email} onInput={(text) => edit(intoAddress(text, draft.name))} />
      {owner && <a href={paths.customer(owner)}>Open that customer’s record</a>}
      <TextField label="Company" value={draft.company} maxLength={120} error={errors.company}
        onInput={(company) => edit({ company })} />
    </Dialog>
  );
}
