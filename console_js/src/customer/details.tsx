// Who a customer is and how to reach them, changed where it stands.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import type { CustomerPatch } from '../api';
import {
  Badge, CopyIcon, CompanyIcon, GlobeIcon, type Icon, IconButton, MailIcon, Menu, MoreIcon, PhoneIcon, PlusIcon, ReplyIcon, toast, TrashIcon,
} from '../ui';
import { Fields } from './fields';
import { Inline } from './inline';
import { bareAddress, firstOf, webAddress, withAddress, without } from './patch';
import type { CustomerRecord, Refused } from './record';
import { mergeCustomers } from './state';

const LIMITS = { email: 254, phone: 40, company: 120, site: 200 };

export const Fact = ({ icon: Glyph, label, children }: { icon: Icon; label: string; children: ComponentChildren }) => (
  <div class="person-fact"><dt title={label}><Glyph size={14} /><span class="sr-only">{label}</span></dt><dd>{children}</dd></div>
);

export function Details({ record, customer }: { record: CustomerRecord; customer: Customer }) {
  const save = (patch: CustomerPatch) => record.change(patch);
  return (
    <>
      <dl class="person-facts">
        <Fact icon={MailIcon} label="Email"><Emails customer={customer} save={save} /></Fact>
        <Fact icon={PhoneIcon} label="Phone">
          <Inline label="Phone" value={customer.phone} empty="Add a phone number" inputMode="tel" maxLength={LIMITS.phone} onSave={(phone) => save({ phone })}>
            <a href={`tel:${customer.phone.replace(/[^\d+]/g, '')}`}>{customer.phone}</a>
          </Inline>
        </Fact>
        <Fact icon={CompanyIcon} label="Company">
          <Inline label="Company" value={customer.company} empty="Add a company" maxLength={LIMITS.company} onSave={(company) => save({ company })} />
        </Fact>
        <Fact icon={GlobeIcon} label="Website">
          <Inline label="Website" value={customer.site} empty="Add a website" inputMode="url" maxLength={LIMITS.site} onSave={(site) => save({ site })}>
            <a href={webAddress(customer.site)} target="_blank" rel="noopener noreferrer nofollow">{bareAddress(customer.site)}</a>
          </Inline>
        </Fact>
      </dl>
      <Fields fields={customer.fields} onChange={(fields) => save({ fields })} />
    </>
  );
}

type Save = (patch: CustomerPatch) => Promise<Refused | null>;

function Emails({ customer, save }: { customer: Customer; save: Save }) {
  const [adding, setAdding] = useState(false);
  const { emails } = customer;
  const change = (before: string | null, email: string) => (
    save({ emails: email ? withAddress(emails, before, email) : without(emails, before ?? '') })
  );
  const offer = ({ owner }: Refused) => owner && (
    <button type="button" class="link" onPointerDown={(event) => event.preventDefault()} onClick={() => mergeCustomers(customer.id, owner.id)}>Are they the same person? Merge the records</button>
  );
  const shared = { inputMode: 'email' as const, maxLength: LIMITS.email, onRefused: offer };
  return (
    <ul class="person-emails">
      {emails.map((email, index) => (
        <li key={email}>
          <Inline {...shared} label={`Address ${email}`} value={email} empty="name@example.com" onSave={(text) => change(email, text)}>
            <a href={`mailto:${email}`} title={email}>{email}</a>
          </Inline>
          {index === 0 && emails.length > 1 && <Badge title="Replies go to this address">Replies</Badge>}
          <AddressMenu emails={emails} email={email} onChange={(next) => void save({ emails: next }).then(say)} />
        </li>
      ))}
      <li>{emails.length && !adding
        ? <button type="button" class="person-add" onClick={() => setAdding(true)}><PlusIcon size={12} />Another address</button>
        : <Inline key={`new ${emails.length}`} {...shared} label="New address" value="" empty="Add an email address" open={adding} onClose={() => setAdding(false)} onSave={(text) => change(null, text)} />}</li>
    </ul>
  );
}

const say = (refused: Refused | null) => { if (refused) toast(refused.message, 'bad'); };

function AddressMenu({ emails, email, onChange }: { emails: readonly string[]; email: string; onChange: (emails: string[]) => void }) {
  const first = emails[0] === email;
  const copy = () => navigator.clipboard.writeText(email).then(() => toast('Address copied.', 'good'), () => toast('The browser did not allow copying.', 'bad'));
  return (
    <Menu label={`Address ${email}`} align="end" items={[
      { id: 'copy', label: 'Copy', icon: CopyIcon, run: () => void copy() },
      ...(first ? [] : [{ id: 'first', label: 'Send replies here', icon: ReplyIcon, run: () => onChange(firstOf(emails, email)) }]),
      { id: 'remove', label: 'Remove', icon: TrashIcon, danger: true, run: () => onChange(without(emails, email)) },
    ]} trigger={(props) => <IconButton {...props} size="sm" icon={MoreIcon} label={`More for ${email}`} class="quiet-button" />} />
  );
}
