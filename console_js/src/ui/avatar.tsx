// A person as a picture or as initials; the colour stays the same for the same name.
import { initials } from '../../../shared_js/initials';
import type { PresenceState } from '../../../shared_js/wire';

const HUES = 8;

export function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)!) >>> 0;
  return hash % HUES;
}

const PRESENCE_WORDS = { online: 'online', away: 'away', offline: 'offline' } as const;

export function Avatar({ name, picture, size = 28, presence }:
  { name: string; picture?: string | null; size?: number; presence?: PresenceState }) {
  return (
    <span class="avatar" style={{ width: `${size}px`, height: `${size}px`, fontSize: `${Math.max(10, Math.round(size * 0.38))}px` }}
      data-hue={hueOf(name)}
      title={presence ? `${name}, ${PRESENCE_WORDS[presence]}` : undefined}>
      {picture ? <img src={picture} alt="" width={size} height={size} loading="lazy" /> : <span aria-hidden="true">{initials(name)}</span>}
      {presence && <PresenceDot state={presence} />}
    </span>
  );
}

/** Told apart by shape as well as colour: full, half, hollow. */
export const PresenceDot = ({ state }: { state: PresenceState }) => <span class="presence" data-state={state} role="img"
  aria-label={PRESENCE_WORDS[state]} />;
