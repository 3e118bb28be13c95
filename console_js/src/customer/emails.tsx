// The addresses of a customer; the first is the one that replies go to.
import { useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import type { CustomerPatch } from '../api';
import { CopyIcon, EditIcon, IconButton, MailIcon, Menu, MoreIcon, ReplyIcon, toast, TrashIcon } from '../ui';
import { Fact } from './fact';
import { Inline } from './inline';
import { firstOf, withAddress, without } from './patch';
import type { Refused } from './record';
import { mergeCustomers } from './state';

const LONGEST = 254;

interface EmailsProps {
  customer: Customer;
  save: (patch: CustomerPatch) => Promise<Refused | null>;
  adding: boolean;
  onAdded: () => void;
}

export function Emails({ customer, save, adding, onAdded }: EmailsProps) {
  const [changing, setChanging] = useState<string | null>(null);
  const { emails } = customer;
  const change = (before: string | null, email: string) => (
    save({ emails: email ? withAddress(emails, before, email) : without(emails, before ?? '') })
  );
  const shared = { inputMode: 'email' as const, maxLength: LONGEST, empty: 'name@example.com', open: true,
    onRefused: (refused: Refused) => <SamePerson customer={customer.id} refused={refused} /> };
  if (!emails.length && !adding) return null;
  return (
    <Fact icon={MailIcon} label="Email">
      <ul class="person-emails">
        {emails.map((email, index) => (email === changing
          ? <li key={email}><Inline {...shared} label={`Address ${email}`} value={email}
            onClose={() => setChanging((now) => (now === email ? null : now))} onSave={(text) => change(email,
              text)} /></li>
          : (
            <li key={email}>
              <a href={`mailto:${email}`} title={email}>{email}</a>
              {index === 0 && emails.length > 1 && <span class="person-first" title="Replies go to this address">
                <ReplyIcon size={13} /><span class="sr-only">Replies go to this address</span></span>}
              <AddressMenu emails={emails} email={email} onEdit={() => setChanging(email)}
                onChange={(next) => void save({ emails: next }).then(say)} />
            </li>
          )))}
        {adding && <li><Inline {...shared} label="New address" value="" onClose={onAdded}
          onSave={(text) => change(null, text)} /></li>}
      </ul>
    </Fact>
  );
}

/** An address that somebody else has may mean that both are one. */
function SamePerson({ customer, refused: { owner } }: { customer: string; refused: Refused }) {
  if (!owner) return null;
  return <button type="button" class="link" onPointerDown={(event) => event.preventDefault()}
    onClick={() => mergeCustomers(customer, owner.id)}>The same person? Merge the records</button>;
}

const say = (refused: Refused | null) => { if (refused) toast(refused.message, 'bad'); };

interface AddressProps { emails: readonly string[]; email: string; onEdit: () => void;
  onChange: (emails: string[]) => void }

function AddressMenu({ emails, email, onEdit, onChange }: AddressProps) {
  const copy = () => navigator.clipboard.writeText(email).then(() => toast('Address copied.', 'good'),
    () => toast('The browser did not allow copying.', 'bad'));
  return (
    <Menu label={`Address ${email}`} align="end" items={[
      { id: 'copy', label: 'Copy', icon: CopyIcon, run: () => void copy() },
      { id: 'change', label: 'Change', icon: EditIcon, run: onEdit },
      ...(emails[0] === email ? [] : [{ id: 'first', label: 'Send replies here', icon: ReplyIcon,
        run: () => onChange(firstOf(emails, email)) }]),
      { id: 'remove', label: 'Remove', icon: TrashIcon, danger: true, run: () => onChange(without(emails, email)) },
    ]} trigger={(props) => <IconButton {...props} size="sm" icon={MoreIcon} label={`More for ${email}`}
      class="quiet-button" />} />
  );
}
