/** The first screen: the greeting, and name and email where the site asks for them. */
import type { Session } from '../session';
import { direction, greetingOf, strings } from '../language';
import type { FieldName, Prechat } from './prechat';

export function Home({ session, prechat }: { session: Session; prechat: Prechat }) {
  const { greeting, online } = session.site.value;
  const { name, email } = prechat.modes.value;
  return (
    <main class="home">
      <div class="hero">
        <p class="greeting" dir="auto">{greetingOf(greeting)}</p>
        {!online && <p dir="auto">{strings.awayHint}</p>}
      </div>
      {(name !== 'off' || email !== 'off') && (
        <div class="card fields">
          {name !== 'off' && <Field of="name" prechat={prechat} />}
          {email !== 'off' && <Field of="email" prechat={prechat} />}
        </div>
      )}
    </main>
  );
}

function Field({ of, prechat }: { of: FieldName; prechat: Prechat }) {
  const id = `prechat-${of}`;
  const error = prechat.errors[of].value;
  const required = prechat.modes.value[of] === 'required';
  return (
    <div class="field">
      <label for={id}>{strings[of]}{!required && <small> ({strings.optional})</small>}</label>
      <input id={id} type="text" inputMode={of === 'email' ? 'email' : 'text'} autocomplete={of} dir={prechat.values[of].value ? 'auto' : direction} maxLength={of === 'name' ? 80 : 254} value={prechat.values[of].value}
        aria-required={required} aria-invalid={!!error} aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => prechat.type(of, event.currentTarget.value)} />
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
