// Making, renaming and colouring a label; a category has no colour.
import { useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { Button, CheckIcon, Dialog, Tag, TextField } from '../ui';
import { isColour } from './contrast';
import { COLOURS, nameTrouble, type Kind, type Named } from './names';

interface EditorProps { kind: Kind; one: Named | null; onClose: () => void; onDone: () => void }
type Errors = Partial<Record<'name' | 'colour' | 'other', string>>;

function useEditor({ kind, one, onDone }: EditorProps) {
  const [name, setName] = useState(one?.name ?? '');
  const [colour, setColour] = useState(one?.colour ?? COLOURS[0]!);
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const trouble = nameTrouble(kind, name);
    if (trouble) return setErrors({ name: trouble });
    setBusy(true);
    const draft = { name: name.trim(), ...(kind.names === 'labels' && { colour }) };
    try {
      await (one ? api.changeName(kind.names, one.id, draft) : api.makeName(kind.names, draft));
      onDone();
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null,
        message: 'This could not be saved.' };
      setErrors({ [field === 'name' || field === 'colour' ? field : 'other']: message });
    }
  };
  const type = (text: string) => { setName(text); setErrors({}); };
  return { name, type, colour, setColour, errors, busy, save };
}

export function NameEditor(props: EditorProps) {
  const { kind, one, onClose } = props;
  const { name, type, colour, setColour, errors, busy, save } = useEditor(props);
  const renamed = one && name.trim() && name.trim() !== one.name;
  return (
    <Dialog title={one ? `Change ${one.name}` : `New ${kind.one}`} size="sm" onClose={onClose}
      onSubmit={() => void save()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>
        {one ? 'Save' : `Make the ${kind.one}`}</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <TextField label="Name" value={name} maxLength={kind.longest} placeholder={kind.example} error={errors.name}
        onInput={type}
        hint={renamed ? `Tickets show the new name; “${one.name}” still finds them.` : undefined} />
      {kind.names === 'labels' && <Colours value={colour} error={errors.colour} onChange={setColour} />}
      {kind.names === 'labels' && <p class="names-look"><Tag name={name.trim() || kind.example} colour={colour} /></p>}
    </Dialog>
  );
}

function Colours({ value, error, onChange }: { value: string; error: string | undefined; onChange: (colour: string) =>
  void }) {
  return (
    <fieldset class="names-colours">
      <legend>Colour</legend>
      {COLOURS.map((colour) => (
        <label key={colour} class="names-colour" title={colour}>
          <input type="radio" name="label-colour" checked={colour === value} aria-label={colour}
            onChange={() => onChange(colour)} />
          <span style={{ background: colour }}>{colour === value && <CheckIcon size={14} />}</span>
        </label>
      ))}
      <input type="color" aria-label="Another colour" title="Another colour" value={isColour(value) ? value
        : COLOURS[0]} onInput={(event) => onChange(event.currentTarget.value)} />
      {error && <p class="field-error" role="alert">{error}</p>}
    </fieldset>
  );
}
