// Splitting: what was chosen in the timeline moves to a new ticket of the same customer; shown before it happens.
import { useState } from 'preact/hooks';
import type { Ticket } from '../../../shared_js/wire';
import { ApiError } from '../api';
import { Trouble } from '../signin/frame';
import { customerName } from '../store/visitor';
import { Button, Dialog, SplitIcon, TextField } from '../ui';
import type { TicketLive } from './live';
import { Preview } from './preview';
import { maySplit, splitSelection, stopChoosing } from './split_selection';
import { splitOff, splitRefusal, suggestedSubject } from './splitting';
import './merge.css';

const LONGEST_SUBJECT = 200;

export function SplitDialog({ live, onClose }: { live: TicketLive; onClose: () => void }) {
  const ticket = live.ticket.value!;
  const written = live.entries.value.filter(maySplit);
  const chosen = written.filter(({ id }) => splitSelection.value?.has(id));
  const stays = written.length - chosen.length;
  const refusal = splitRefusal(written, new Set(chosen.map(({ id }) => id)), ticket.number);
  // What the customer asked says more than what was answered.
  const asked = chosen.filter(({ actor }) => actor.kind === 'visitor');
  const [subject, setSubject] = useState(() => suggestedSubject([...asked, ...chosen]) || ticket.subject);
  const [errors, setErrors] = useState<{ subject?: string; other?: string }>({});
  const [busy, setBusy] = useState(false);
  const split = async () => {
    if (refusal) return;
    if (!subject.trim()) return setErrors({ subject: 'Say in a few words what it is about.' });
    setBusy(true);
    try {
      await splitOff(ticket.number, chosen.map(({ id }) => id), subject.trim());
      stopChoosing();
      onClose();
    } catch (error) {
      setBusy(false);
      const { field, message } = error instanceof ApiError ? error : { field: null,
        message: 'The entries could not be moved.' };
      setErrors({ [field === 'subject' ? 'subject' : 'other']: message });
    }
  };
  return (
    <Dialog title={`Split from #${ticket.number}`} size="lg" onClose={onClose} onSubmit={() => void split()}
      footer={<><Button onClick={onClose}>Choose again</Button><Button type="submit" variant="primary" icon={SplitIcon}
        busy={busy} disabled={!chosen.length || refusal !== null}>Make the new ticket</Button></>}>
      <div class="split-form">
        {(errors.other ?? refusal) && <Trouble>{errors.other ?? refusal}</Trouble>}
        <TextField label="Subject of the new ticket" value={subject} maxLength={LONGEST_SUBJECT} error={errors.subject}
          onInput={(text) => { setSubject(text); setErrors({}); }} />
        <p>{belongs(customerName(ticket), ticket)} {!refusal && (stays === 1 ? 'One entry stays here.'
          : `${stays} entries stay here.`)}</p>
        <div class="split-result"><Preview label="What moves" entries={chosen} customer={customerName(ticket)} /></div>
      </div>
    </Dialog>
  );
}

/** What the new ticket has of this one; a name in another script must not turn the words around it. */
function belongs(customer: string, { assignee, team, labels }: Ticket): string {
  const whose = assignee ? `, owned by \u2068${assignee.name}\u2069` : team ? `, for \u2068${team.name}\u2069` : '';
  return `It is of \u2068${customer}\u2069 too${whose}${labels.length ? ', with the same labels' : ''}.`;
}
