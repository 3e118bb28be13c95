// Settings, canned replies: texts for what is asked often, written once, filled in from the ticket at hand.
import { useEffect, useState } from 'preact/hooks';
import type { Canned } from '../../../shared_js/wire';
import { api, ApiError, type CannedDraft } from '../api';
import { connection, store } from '../store';
import { Markdown } from '../ticket/markdown';
import { fill, VARIABLES } from '../ticket/canned';
import {
  Badge, Button, confirm, Dialog, EditIcon, EmptyState, ErrorState, Field, IconButton, Page, PlusIcon, SearchIcon, Select, Skeleton, TeamIcon,
  TextField, TextIcon, toast, TrashIcon, useRemote,
} from '../ui';
import { hasWords } from '../ui/words';
import { Trouble } from '../signin/frame';
import { SettingsTabs } from './tabs';
import './canned.css';

const LEAD = 'Type ; and the shortcut in a reply. What stands in {{ }} is filled in from the ticket.';

export function CannedReplies() {
  const replies = useRemote(async () => (await api.canned()).items);
  const [editing, setEditing] = useState<Canned | 'new' | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => connection.on('desk', ({ what }) => { if (what === 'canned') void replies.reload(); }), []);
  const { data, error } = replies;
  const make = <Button variant="primary" icon={PlusIcon} onClick={() => setEditing('new')}>New reply</Button>;
  const shown = data?.filter((one) => hasWords(`${one.shortcut} ${one.title} ${one.body}`, words));
  return (
    <Page title="Canned replies" lead={LEAD} wide tabs={<SettingsTabs />} actions={make}>
      {!data && (error ? <ErrorState title="Canned replies could not be loaded" onRetry={() => void replies.reload()}>{error}</ErrorState> : <Ghosts />)}
      {data && data.length > 6 && <label class="page-search"><SearchIcon size={14} /><input class="input" type="search" aria-label="Find a canned reply"
        placeholder="Find a canned reply" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>}
      {data && !data.length && <EmptyState icon={TextIcon} title="There is no canned reply yet" action={make}>Write down what you answer every day.</EmptyState>}
      {shown && shown.length > 0 && <ul class="canned">{shown.map((one) => <Row key={one.id} canned={one} onEdit={() => setEditing(one)} onGone={() => void replies.reload()} />)}</ul>}
      {data && data.length > 0 && !shown!.length && <EmptyState title="Nothing fits">Try fewer words.</EmptyState>}
      {editing && <Editor canned={editing === 'new' ? null : editing} onClose={() => setEditing(null)} onSaved={() => { setEditing(null); void replies.reload(); }} />}
    </Page>
  );
}

function Row({ canned, onEdit, onGone }: { canned: Canned; onEdit: () => void; onGone: () => void }) {
  const team = store.teams.value.find(({ id }) => id === canned.team);
  const remove = async () => {
    const sure = await confirm({ title: `Delete ;${canned.shortcut}?`, text: 'Replies that were sent with it stay as they are.', action: 'Delete', danger: true });
    if (!sure) return;
    try {
      await api.removeCanned(canned.id);
      onGone();
    } catch (error) {
      toast(error instanceof ApiError ? error.message : 'It could not be deleted.', 'bad');
    }
  };
  return (
    <li class="canned-row">
      <code class="canned-shortcut">;{canned.shortcut}</code>
      <span class="canned-words"><b class="truncate" dir="auto">{canned.title}</b><span class="canned-body" dir="auto">{canned.body}</span></span>
      {team && <Badge icon={TeamIcon}>{team.name}</Badge>}
      <span class="canned-tools"><IconButton icon={EditIcon} label={`Change ${canned.title}`} onClick={onEdit} />
        <IconButton icon={TrashIcon} label={`Delete ${canned.title}`} onClick={() => void remove()} /></span>
    </li>
  );
}

const EVERYBODY = '';
const EXAMPLE: Record<string, string> = {
  'customer.name': 'María Fernández', 'customer.first_name': 'María', 'customer.email': 'maria@example.com', 'ticket.number': '1042',
  'ticket.subject': 'Where is my order?', 'site.name': 'Corner shop',
};
type Errors = Partial<Record<'shortcut' | 'title' | 'body' | 'other', string>>;

function useEditor(canned: Canned | null, onSaved: () => void) {
  const [draft, setDraft] = useState<CannedDraft>({
    shortcut: canned?.shortcut ?? '', title: canned?.title ?? '', body: canned?.body ?? '', team: canned?.team ?? null,
  });
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const edit = (changes: Partial<CannedDraft>) => { setDraft({ ...draft, ...changes }); setErrors({}); };
  const save = async () => {
    const missing: Errors = {};
    if (!/^[a-z0-9_-]{1,32}$/.test(draft.shortcut)) missing.shortcut = 'Lower-case letters, digits, - and _; at most 32.';
    if (!draft.title.trim()) missing.title = 'Give it a title, so that colleagues find it.';
    if (!draft.body.trim()) missing.body = 'Write the reply.';
    setErrors(missing);
    if (Object.keys(missing).length) return;
    setBusy(true);
    try {
      await (canned ? api.changeCanned(canned.id, draft) : api.makeCanned(draft));
      onSaved();
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'This could not be saved.' };
      setErrors({ [field && field in draft ? field : 'other']: message });
    }
  };
  return { draft, errors, busy, edit, save };
}

function Editor({ canned, onClose, onSaved }: { canned: Canned | null; onClose: () => void; onSaved: () => void }) {
  const { draft, errors, busy, edit, save } = useEditor(canned, onSaved);
  const me = store.me.value!;
  const values = { ...EXAMPLE, 'agent.name': me.name, 'agent.first_name': me.name.split(' ')[0]! };
  const teams = [{ value: EVERYBODY, label: 'Everybody' }, ...store.teams.value.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Dialog size="lg" title={canned ? `Change ;${canned.shortcut}` : 'New canned reply'} onClose={onClose} onSubmit={() => void save()}
      footer={<><Button onClick={onClose}>Cancel</Button><Button type="submit" variant="primary" busy={busy}>Save</Button></>}>
      {errors.other && <Trouble>{errors.other}</Trouble>}
      <div class="canned-form">
        <TextField label="Shortcut" value={draft.shortcut} onInput={(shortcut) => edit({ shortcut: shortcut.toLowerCase().replace(/^;/, '') })}
          error={errors.shortcut} maxLength={32} spellcheck={false} placeholder="refund" />
        <TextField label="Title" value={draft.title} onInput={(title) => edit({ title })} error={errors.title} maxLength={80} placeholder="How a refund works" />
        <Select label="For" options={teams} value={draft.team ?? EVERYBODY} onChange={(team) => edit({ team: team || null })} />
        <Field label="Reply" class="wide" error={errors.body} hint={<>You can use {VARIABLES.map((name) => <code key={name}>{`{{${name}}} `}</code>)}</>}>
          {(ids) => <textarea {...ids} class="input" rows={7} dir="auto" maxLength={10_000} value={draft.body} onInput={(event) => edit({ body: event.currentTarget.value })} />}
        </Field>
        <section class="canned-preview" aria-label="As the customer reads it"><h3>As María reads it</h3>
          {draft.body.trim() ? <Markdown text={fill(draft.body, values)} /> : <p class="quiet">Nothing written yet.</p>}</section>
      </div>
    </Dialog>
  );
}

const Ghosts = () => (
  <ul class="canned" aria-busy="true" aria-label="Loading canned replies">
    {[60, 74, 52].map((width) => <li key={width} class="canned-row"><Skeleton width="70px" height="22px" /><span class="canned-words"><Skeleton width="160px" /><Skeleton width={`${width}%`} /></span></li>)}
  </ul>
);
