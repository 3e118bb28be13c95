// A ticket by hand: for a customer found or made while typing. What is begun survives closing and reloading.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiError } from '../api';
import { FindCustomer } from '../customer/find';
import { go, paths } from '../router';
import { Trouble } from '../signin/frame';
import { store } from '../store';
import { focusOpened } from '../ticket/scrolling';
import { Button, Dialog, Field, PRIORITIES, Select, TextField, toast } from '../ui';
import { check, fieldOf, fresh, isEmpty, known, payload, type Draft, type Errors } from './draft';
import { Filing } from './filing';
import { draft, dropDraft, edit, newTicketOpen } from './state';
import { WhoCard } from './who';
import './newticket.css';

const LONGEST_SUBJECT = 200;
const LONGEST_BODY = 50_000;

export function NewTicketDialog() {
  return newTicketOpen.value ? <Writer /> : null;
}

const close = () => { newTicketOpen.value = false; };

function useWriter() {
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const change = (changes: Partial<Draft>) => {
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== 'other'
      && !(field in changes) && !('who' in changes && WHO.has(field)))));
    edit(changes);
  };
  const send = async () => {
    const missing = check(draft.value);
    setErrors(missing);
    if (Object.keys(missing).length) return;
    setBusy(true);
    try {
      const { number } = await open(draft.value);
      dropDraft();
      close();
      toast(`Ticket #${number} was opened.`, 'good');
      go(paths.ticket(number));
      focusOpened(number);
    } catch (error) {
      setBusy(false);
      setErrors(error instanceof ApiError ? { [fieldOf(error.field)]: error.message }
        : { other: 'The ticket could not be opened. Nothing is lost: try again.' });
    }
  };
  return { errors, busy, change, send };
}

const WHO = new Set(['customer', 'email', 'name']);

/** What is told about the customer by the way goes into their record first, and is not asked for twice. */
async function open(now: Draft) {
  const who = now.who!;
  const email = who.email.trim();
  if (who.kind === 'known' && email && !who.emails.includes(email)) {
    await api.changeCustomer(who.id, { emails: [...who.emails, email] });
    edit({ who: { ...who, emails: [...who.emails, email] } });
  } else if (who.kind === 'new' && !email) {
    edit({ who: known(await api.makeCustomer({ name: who.name.trim() })) });
  }
  return api.makeTicket(payload(draft.value));
}

/** On to what is to be typed next: the field that is wrong, or after the choice of the customer. */
function useNextField(errors: Errors, who: Draft['who']) {
  const focus = (selector: string) => document.querySelector<HTMLElement>(`.new-ticket ${selector}`)?.focus();
  useEffect(() => { if (Object.keys(errors).length) focus('[aria-invalid]'); }, [errors]);
  const before = useRef(who?.kind);
  useEffect(() => {
    if (before.current === who?.kind) return;
    before.current = who?.kind;
    const open = who?.kind === 'new' && (!who.name ? 'name' : !who.email && 'email');
    focus(open ? `[name=${open}]` : who ? '[name=subject]' : '[role=combobox]');
  }, [who?.kind]);
}

function Writer() {
  const { errors, busy, change, send } = useWriter();
  const now = draft.value;
  const empty = isEmpty(now);
  useNextField(errors, now.who);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    if (!busy) void send();
  };
  const discard = () => { dropDraft(); close(); };
  return (
    <Dialog title="New ticket" size="lg" onClose={close} onSubmit={() => void send()}
      footer={<>
        {!empty && <Button variant="ghost" class="new-ticket-drop" onClick={discard}>Discard</Button>}
        <Button onClick={close}>{empty ? 'Cancel' : 'Close, keep the draft'}</Button>
        <Button type="submit" variant="primary" busy={busy} title="Ctrl+Enter">Open the ticket</Button>
      </>}>
      <div class="new-ticket" onKeyDown={onKeyDown}><Fields now={now} errors={errors} change={change} /></div>
    </Dialog>
  );
}

interface FieldsProps { now: Draft; errors: Errors; change: (changes: Partial<Draft>) => void }

const Fields = ({ now, errors, change }: FieldsProps) => (
  <>
    {errors.other && <Trouble>{errors.other}</Trouble>}
    {now.who ? <WhoCard who={now.who} errors={errors} onChange={(who) => change({ who })} />
      : <FindCustomer label="Customer" autofocus error={errors.customer}
        onChoose={(customer) => change({ who: known(customer) })} onNew={(typed) => change({ who: fresh(typed) })} />}
    <TextField label="Subject" name="subject" autofocus={now.who !== null} value={now.subject}
      maxLength={LONGEST_SUBJECT}
      error={errors.subject} onInput={(subject) => change({ subject })} />
    <Field label="Message" error={errors.body} hint="What the customer told you, as the ticket’s first entry.">
      {(ids) => <textarea {...ids} class="input" rows={7} dir="auto" maxLength={LONGEST_BODY} value={now.body}
        onInput={(event) => change({ body: event.currentTarget.value })} />}
    </Field>
    <div class="new-ticket-grid">
      <Select label="Priority" options={PRIORITIES} value={now.priority}
        onChange={(priority) => change({ priority: priority as Draft['priority'] })} />
      <Filing draft={now} errors={errors} onChange={change} agents={store.agents.value} teams={store.teams.value} />
    </div>
  </>
);
