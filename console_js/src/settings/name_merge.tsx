// Two labels become one: told before, with how many tickets it touches.
import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { Button, confirm, Dialog, MergeIcon, Select } from '../ui';
import { counted } from '../ui/words';
import { listed, type Kind, type Named } from './names';

interface MergeProps { kind: Kind; one: Named; all: readonly Named[]; onClose: () => void; onDone: () => void }

export function MergeName({ kind, one, all, onClose, onDone }: MergeProps) {
  const others = listed(all.filter(({ id }) => id !== one.id), '');
  const [into, setInto] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const target = others.find(({ id }) => id === into);
  const merge = async () => {
    if (!target) return setTrouble(`Choose the ${kind.one} that stays.`);
    const text = `${effect(one, target)} This can’t be undone.`;
    if (!await confirm({ title: `Merge ${one.name} into ${target.name}?`, text, action: 'Merge', danger: true })) return;
    setBusy(true);
    try {
      await api.mergeName(kind.names, one.id, target.id);
      onDone();
    } catch (error) {
      setBusy(false);
      setTrouble(error instanceof ApiError ? error.message : 'They could not be merged.');
    }
  };
  return (
    <Dialog title={`Merge ${one.name}`} size="sm" onClose={onClose} onSubmit={() => void merge()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" icon={MergeIcon}
        busy={busy} disabled={!target}>Merge</Button></>}>
      {trouble && <Trouble>{trouble}</Trouble>}
      <Select label={`Into which ${kind.one}?`} value={into} onChange={(id) => { setInto(id); setTrouble(''); }}
        options={[{ value: '', label: 'Choose' }, ...others.map(({ id, name, tickets }) => ({ value: id,
          label: `${name} (${counted(tickets ?? 0, 'ticket')})` }))]} />
      {target && <p role="status">
        {effect(one, target)} “{one.name}” becomes an earlier name of {target.name} and still finds its
        tickets. This can’t be undone.</p>}
    </Dialog>
  );
}

function effect({ name, tickets = 0 }: Named, into: Named): string {
  if (!tickets) return `No ticket has ${name}.`;
  return `${counted(tickets, 'ticket')} with ${name} will show ${into.name}.`;
}
