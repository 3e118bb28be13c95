/** A person's picture, or the initials of the name. */
import { initials } from '../../../shared_js/initials';

export function Avatar({ name, picture, large }: { name: string; picture?: string | null; large?: boolean }) {
  return (
    <span class={large ? 'avatar large' : 'avatar'} aria-hidden="true">
      {picture ? <img src={picture} alt="" /> : initials(name)}
    </span>
  );
}
