/** After the end: a rating of 1 to 5 with a comment, and the way to a new conversation. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import type { Session } from '../session';
import { direction, strings } from '../language';
import { Star } from './icons';

export function Closing({ session, place }: { session: Session; place: RefObject<HTMLElement | null> }) {
  const { status, rating } = session.chat.value!;
  return (
    <footer class="closing" ref={place} tabIndex={-1}>
      {status === 'ended' && (rating === null ? <Rating session={session} /> : <p class="thanks" role="status">{strings.thanks}</p>)}
      <button type="button" class="secondary" onClick={() => session.leave()}>{strings.startNew}</button>
    </footer>
  );
}

function Rating({ session }: { session: Session }) {
  const score = useSignal(0);
  const comment = useSignal('');
  const error = useSignal('');
  const submit = async (event: Event) => {
    event.preventDefault();
    error.value = (await session.rate(score.value, comment.value.trim())) ?? '';
  };
  return (
    <form class="rating" onSubmit={submit}>
      <fieldset>
        <legend>{strings.rateTitle}</legend>
        <div class="stars">
          {[1, 2, 3, 4, 5].map((value) => (
            <label key={value} class={value <= score.value ? 'lit' : ''} title={strings.stars(value)}>
              <input type="radio" name="score" value={value} checked={score.value === value} aria-label={strings.stars(value)}
                onChange={() => { score.value = value; }} />
              <Star filled={value <= score.value} />
            </label>
          ))}
        </div>
      </fieldset>
      {score.value > 0 && (
        <>
          <textarea rows={2} dir={comment.value ? 'auto' : direction} maxLength={1000} aria-label={strings.comment} placeholder={strings.comment} value={comment.value}
            onInput={(event) => { comment.value = event.currentTarget.value; }} />
          <button type="submit" class="primary">{strings.rateSend}</button>
        </>
      )}
      {error.value && <p class="error" role="alert">{error.value}</p>}
    </form>
  );
}
