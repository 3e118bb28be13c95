/** "Leave your email": asked when nobody answers and no address is known; says so once it is. */
import { useSignal } from '@preact/signals';
import type { Session } from '../session';
import { direction, strings } from '../language';
import { Mail } from './icons';
import { named } from './named';
import { looksLikeEmail } from './prechat';

export function Contact({ session, why }: { session: Session; why: string }) {
  const email = useSignal('');
  const error = useSignal('');
  const busy = useSignal(false);
  const known = session.chat.value?.email ?? session.you.value?.email;
  if (known) return <p class="card done" role="status"><Mail /><span>{named(strings.contactDone, known)}</span></p>;

  const submit = async (event: Event) => {
    event.preventDefault();
    const address = email.value.trim();
    if (!looksLikeEmail(address)) {
      error.value = strings.badEmail;
      document.getElementById('contact-email')?.focus();
      return;
    }
    busy.value = true;
    error.value = (await session.leaveContact(address)) ?? '';
    busy.value = false;
  };
  return (
    <form class="card contact" onSubmit={submit} noValidate>
      <h2>{strings.contactTitle}</h2>
      <p id="contact-why">{why}</p>
      <div class="field row">
        <input id="contact-email" type="email" autocomplete="email" dir={email.value ? 'auto' : direction} maxLength={254} aria-label={strings.email} placeholder={strings.email}
          value={email.value} aria-invalid={!!error.value} aria-describedby={error.value ? 'contact-error' : 'contact-why'}
          onInput={(event) => { email.value = event.currentTarget.value; error.value = ''; }} />
        <button type="submit" class="primary" aria-disabled={busy.value}>{strings.save}</button>
      </div>
      {error.value && <p class="error" id="contact-error" role="alert">{error.value}</p>}
    </form>
  );
}
