// Saving what the list shows under a name, or renaming what was saved.
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { SavedView } from '../../../shared_js/wire';
import { changeView, saveView } from '../store/saved_views';
import { Button, Dialog, TextField, toast } from '../ui';
import { formatQuery } from './query';
import { query } from './state';

/** With a view it is renamed, else a new one is saved. */
export const naming = signal<{ view?: SavedView } | null>(null);
const LONGEST = 60;

export function NameDialog() {
  return naming.value ? <Naming key={naming.value.view?.id ?? 'new'} view={naming.value.view} /> : null;
}

function Naming({ view }: { view: SavedView | undefined }) {
  const [name, setName] = useState(view?.name ?? '');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => { naming.value = null; };
  const save = async () => {
    if (!name.trim()) { setError('Give it a name.'); return; }
    setBusy(true);
    try {
      await (view ? changeView(view.id, { name: name.trim() }) : saveView(name.trim(), formatQuery(query.value)));
      toast(view ? 'Renamed.' : `Saved as “${name.trim()}”.`, 'good');
      close();
    } catch (reason) {
      setError((reason as Error).message);
      setBusy(false);
    }
  };
  return (
    <Dialog title={view ? 'Rename the view' : 'Save this view'} size="sm" onClose={close} onSubmit={() => void save()}
      footer={<><Button onClick={close}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>
        {view ? 'Rename' : 'Save'}</Button></>}>
      <TextField label="Name" value={name} maxLength={LONGEST} error={error} autofocus
        hint={view ? undefined : 'View, filters and order as they are now. Only you see it.'}
        onInput={(value) => { setName(value); setError(null); }} />
    </Dialog>
  );
}
