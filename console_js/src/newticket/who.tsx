// The customer of a new ticket, once chosen: which address it is to have, or what a new one is called.
import { intoAddress } from '../customer/named_address';
import { nameOf } from '../customer/patch';
import { Avatar, Badge, Button, Field, Select, TextField } from '../ui';
import type { Errors, Who } from './draft';

const LONGEST = { name: 80, email: 254 };

interface WhoProps { who: Who; errors: Errors; onChange: (who: Who | null) => void }

export function WhoCard({ who, errors, onChange }: WhoProps) {
  const other = <Button size="sm" variant="ghost" onClick={() => onChange(null)}>Somebody else</Button>;
  if (who.kind === 'new') {
    return (
      <div class="who-new">
        <p class="who-title"><Badge tone="accent">New customer</Badge>{other}</p>
        <TextField label="Name" name="name" value={who.name} maxLength={LONGEST.name} error={errors.name}
          onInput={(name) => onChange({ ...who, name })} />
        <TextField label="Email address" name="email" inputMode="email" value={who.email}
          maxLength={LONGEST.email} error={errors.email} spellcheck={false}
          hint="May be left out, if they only called." onInput={(typed) => onChange({ ...who, ...intoAddress(typed, who.name) })} />
      </div>
    );
  }
  const name = nameOf(who);
  return (
    <Field label="Customer">
      {({ id }) => (
        <div class="who-known" id={id} role="group" aria-label={`Customer: ${name}`}>
          <Avatar name={name} size={34} />
          <span class="who-words"><b class="truncate" dir="auto">{name}</b>{who.emails.length === 1 && <small
            class="truncate">{who.email}</small>}</span>
          {other}
          {who.emails.length > 1 && <Select label="Address of this ticket" hideLabel class="who-email"
            options={who.emails.map((email) => ({ value: email, label: email }))} value={who.email}
            onChange={(email) => onChange({ ...who, email })} />}
          {who.emails.length === 0 && <TextField label="Email address" class="who-email" value={who.email}
            maxLength={LONGEST.email} error={errors.email} spellcheck={false}
            hint="None is known yet. It is kept in their record."
            onInput={(typed) => onChange({ ...who, email: intoAddress(typed, who.name).email })} />}
        </div>
      )}
    </Field>
  );
}
