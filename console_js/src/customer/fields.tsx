// Fields of one's own about a customer: a name and a value each, as many as fifty.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, IconButton, toast, TrashIcon } from '../ui';
import { Inline } from './inline';
import type { Refused } from './record';

const KEY_LIMIT = 40;
const VALUE_LIMIT = 500;

interface FieldsProps { fields: Record<string, string>; onChange: (changes: Record<string, string | null>) =>
  Promise<Refused | null> }

export function Fields({ fields, onChange }: FieldsProps) {
  const remove = (key: string) => void onChange({ [key]: null }).then((refused) => {
    if (refused) toast(refused.message, 'bad'); });
  if (!Object.keys(fields).length) return null;
  return (
    <dl class="person-fields">
      {Object.entries(fields).map(([key, value]) => (
        <div key={key} class="person-field">
          <dt dir="auto" title={key}>{key}</dt>
          <dd>
            <Inline label={key} value={value} empty="Nothing yet" maxLength={VALUE_LIMIT}
              onSave={(text) => onChange({ [key]: text })} />
            <IconButton size="sm" icon={TrashIcon} label={`Remove the field ${key}`} class="quiet-button"
              onClick={() => remove(key)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function NewField({ taken, onAdd, onClose }: { taken: Record<string, string>; onAdd: FieldsProps['onChange'];
  onClose: () => void }) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current!.focus(), []);
  const save = async () => {
    const name = key.trim();
    if (!name || name in taken) {
      first.current!.focus();
      return setError(name ? 'There is a field of this name.' : 'Give the field a name.');
    }
    setBusy(true);
    const refused = await onAdd({ [name]: value.trim() });
    setBusy(false);
    if (refused) setError(refused.message);
    else onClose();
  };
  const type = (text: string) => { setKey(text); setError(''); };
  return (
    <form class="person-new-field" noValidate onKeyDown={(event) => leave(event, onClose)}
      onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <input ref={first} class="input" dir="auto" aria-label="Name of the field" placeholder="Name, such as Plan"
        maxLength={KEY_LIMIT} value={key} aria-invalid={error ? true : undefined}
        onInput={(event) => type(event.currentTarget.value)} />
      <input class="input" dir="auto" aria-label="Value" placeholder="Value" maxLength={VALUE_LIMIT} value={value}
        onInput={(event) => setValue(event.currentTarget.value)} />
      {error && <p class="field-error" role="alert">{error}</p>}
      <div class="person-foot">
        <Button size="sm" onClick={onClose}>Cancel</Button>
        <Button size="sm" type="submit" variant="primary" busy={busy}>Add</Button>
      </div>
    </form>
  );
}

/** Escape gives up the field, and not the screen around it. */
function leave(event: KeyboardEvent, onClose: () => void) {
  if (event.key !== 'Escape' || event.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  onClose();
}
