// Who a customer is and how to reach them, changed where it stands; what is not known takes one line for all of it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import type { CustomerPatch } from '../api';
import { CompanyIcon, GlobeIcon, type Icon, PhoneIcon, PlusIcon } from '../ui';
import { Emails } from './emails';
import { Fact } from './fact';
import { Fields, NewField } from './fields';
import { Inline } from './inline';
import { bareAddress, webAddress } from './patch';
import type { CustomerRecord } from './record';
import { useAfterMerges } from './state';

type Plain = 'phone' | 'company' | 'site';
const FACTS: { field: Plain; label: string; icon: Icon; longest: number; inputMode: 'tel' | 'text' | 'url' }[] = [
  { field: 'phone', label: 'Phone', icon: PhoneIcon, longest: 40, inputMode: 'tel' },
  { field: 'company', label: 'Company', icon: CompanyIcon, longest: 120, inputMode: 'text' },
  { field: 'site', label: 'Website', icon: GlobeIcon, longest: 200, inputMode: 'url' },
];

/** How a value is used: a number is called, a website opened. */
const LINKS: Record<Plain, (value: string) => ComponentChildren> = {
  phone: (phone) => <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>,
  company: () => null,
  site: (site) => <a href={webAddress(site)} target="_blank" rel="noopener noreferrer nofollow">{bareAddress(site)}</a>,
};

type Adding = Plain | 'email' | 'field' | null;

export function Details({ record, customer }: { record: CustomerRecord; customer: Customer }) {
  const [adding, setAdding] = useState<Adding>(null);
  const save = (patch: CustomerPatch) => record.change(patch);
  // A save that ends later must not close what was begun since.
  const done = (what: Adding) => setAdding((now) => (now === what ? null : now));
  // What was refused as somebody else's has come with them.
  useAfterMerges(() => setAdding(null));
  const missing = FACTS.filter(({ field }) => !customer[field] && field !== adding);
  return (
    <>
      <dl class="person-facts">
        <Emails customer={customer} save={save} adding={adding === 'email'} onAdded={() => done('email')} />
        {FACTS.filter((fact) => !missing.includes(fact)).map(({ field, label, icon, longest, inputMode }) => (
          <Fact key={field} icon={icon} label={label}>
            <Inline label={label} value={customer[field]} empty={label} inputMode={inputMode} maxLength={longest}
              open={adding === field} onClose={() => done(field)} onSave={(value) => save({ [field]: value })}>
                {customer[field] ? LINKS[field](customer[field]) : null}</Inline>
          </Fact>
        ))}
      </dl>
      <Fields fields={customer.fields} onChange={(fields) => save({ fields })} />
      {adding === 'field' ? <NewField taken={customer.fields} onAdd={(fields) => save({ fields })}
        onClose={() => done('field')} /> : (
        <p class="person-adds" role="group" aria-label="Add to the record">
          <Add word="Address" onClick={() => setAdding('email')} />
          {missing.map(({ field, label }) => <Add key={field} word={label} onClick={() => setAdding(field)} />)}
          <Add word="Field" onClick={() => setAdding('field')} />
        </p>
      )}
    </>
  );
}

const Add = ({ word, onClick }: { word: string; onClick: () => void }) => (
  <button type="button" class="person-add" aria-label={`Add: ${word.toLowerCase()}`} onClick={onClick}><PlusIcon
    size={12} />{word}</button>
);
