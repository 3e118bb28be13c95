// One site: its name and addresses, the look, what is asked before a chat, and the line to paste.
import { useEffect, useState } from 'preact/hooks';
import type { FieldMode, Site } from '../../../shared_js/wire';
import { api, ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { Button, Field, Section, Select, TextField, toast } from '../ui';
import { check, draftOf, LONGEST_GREETING, patchOf, unsaved, type Draft, type Errors } from './draft';
import { Embed, Identity } from './embed';
import { ColourField } from './colour';
import { Preview } from './preview';

/** What was typed and not saved is still there after a look at another screen. */
const drafts = new Map<string, Draft>();

const MODES: { value: FieldMode; label: string }[] = [
  { value: 'off', label: 'Don’t ask' }, { value: 'optional', label: 'Ask, may be left empty' }, { value: 'required', label: 'Ask, must be given' },
];
const FIELDS = new Set(['name', 'origins', 'colour', 'greeting']);

function useSite(site: Site, onSaved: (site: Site) => void) {
  const [draft, setDraft] = useState(() => drafts.get(site.key) ?? draftOf(site));
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const changed = unsaved(site, draft);
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);
  const edit = (changes: Partial<Draft>) => {
    const next = { ...draft, ...changes };
    drafts.set(site.key, next);
    setDraft(next);
    setErrors({});
  };
  const drop = () => { drafts.delete(site.key); setDraft(draftOf(site)); setErrors({}); };
  const save = async () => {
    const found = check(draft);
    setErrors(found);
    if (Object.keys(found).length) return toTheWrongOne();
    setBusy(true);
    try {
      const saved = await api.changeSite(site.key, patchOf(draft));
      drafts.delete(site.key);
      setDraft(draftOf(saved));
      onSaved(saved);
      toast('Saved. The widget shows it at its next load.', 'good');
    } catch (error) {
      const { field, message } = error instanceof ApiError ? error : { field: null, message: 'This could not be saved.' };
      setErrors({ [field && FIELDS.has(field) ? field : 'other']: message });
      toTheWrongOne();
    } finally {
      setBusy(false);
    }
  };
  return { draft, errors, busy, changed, edit, drop, save };
}

const toTheWrongOne = () => requestAnimationFrame(() => document.querySelector<HTMLElement>('.site [aria-invalid]')?.focus());

export function SiteForm({ site, onSaved }: { site: Site; onSaved: (site: Site) => void }) {
  const { draft, errors, busy, changed, edit, drop, save } = useSite(site, onSaved);
  return (
    <form class="site" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Section title="Put it on your website" lead="Paste this line before the closing body tag of each page."><Embed site={site} /></Section>
      <Section title="Website">
        <div class="form">
          <TextField label="Name" value={draft.name} onInput={(name) => edit({ name })} error={errors.name} maxLength={80} hint="Agents see it beside each chat." />
          <Field label="Allowed addresses" class="full" error={errors.origins} hint="One per line. Only these websites can show the widget. https://*.example.com stands for all below example.com.">
            {(ids) => <textarea {...ids} class="input mono" rows={Math.min(8, Math.max(3, draft.origins.split('\n').length))} spellcheck={false} autocapitalize="off" placeholder="https://shop.example.com"
              value={draft.origins} onInput={(event) => edit({ origins: event.currentTarget.value })} />}
          </Field>
        </div>
      </Section>
      <Section title="Look">
        <div class="look">
          <div class="form">
            <ColourField value={draft.colour} onInput={(colour) => edit({ colour })} error={errors.colour} />
            <Field label="Greeting" class="full" error={errors.greeting} hint={`The first thing a visitor reads. ${LONGEST_GREETING - draft.greeting.length} characters left.`}>
              {(ids) => <textarea {...ids} class="input" rows={3} dir="auto" maxLength={LONGEST_GREETING} value={draft.greeting} onInput={(event) => edit({ greeting: event.currentTarget.value })} />}
            </Field>
          </div>
          <Preview draft={draft} />
        </div>
      </Section>
      <Section title="Before the chat" lead="What a visitor is asked with the first message.">
        <div class="prechat">
          <Select label="Name" options={MODES} value={draft.prechat.name} onChange={(name) => edit({ prechat: { ...draft.prechat, name: name as FieldMode } })} />
          <Select label="Email" options={MODES} value={draft.prechat.email} onChange={(email) => edit({ prechat: { ...draft.prechat, email: email as FieldMode } })} />
        </div>
      </Section>
      {site.identity_secret && <Identity secret={site.identity_secret} />}
      <div class="save-bar" data-shown={changed || undefined} role="region" aria-label="Unsaved changes">
        {errors.other ? <Trouble>{errors.other}</Trouble> : <span>{Object.keys(errors).length ? 'Something above needs a look.' : 'Not saved yet.'}</span>}
        <Button onClick={drop} disabled={!changed || busy}>Discard</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={!changed}>Save changes</Button>
      </div>
    </form>
  );
}
