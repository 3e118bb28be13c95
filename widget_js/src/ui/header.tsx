/** Who one is talking to, and the menu: sound, end the conversation, close. */
import { useSignal, type Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Session } from '../session';
import { strings } from '../language';
import { Avatar } from './avatar';
import { Close, Dots, Leave, SoundOff, SoundOn } from './icons';

type MenuState = 'shut' | 'open' | 'sure';
interface Props { session: Session; sound: Signal<boolean>; close: (() => void) | null; home: boolean }

export function Header({ session, sound, close, home }: Props) {
  const site = session.site.value;
  const agent = session.chat.value?.agent;
  return (
    <header class={home ? 'header' : 'header compact'}>
      <Avatar name={agent?.name ?? site.name} picture={agent?.picture} />
      <div class="who">
        <h1><bdi>{agent?.name ?? site.name}</bdi></h1>
        <p>
          {agent ? <bdi>{site.name}</bdi> : <><span class={site.online ? 'dot on' : 'dot'} />{site.online ? strings.online : strings.away}</>}
        </p>
      </div>
      <Menu session={session} sound={sound} />
      {close && <button type="button" class="icon" aria-label={strings.close} onClick={close}><Close /></button>}
    </header>
  );
}

function Menu({ session, sound }: Pick<Props, 'session' | 'sound'>) {
  const state = useSignal<MenuState>('shut');
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const running = session.chat.value && !session.over.value;
  const shut = () => { state.value = 'shut'; };

  useOutside(place, state, shut);
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || state.value === 'shut') return;
    event.preventDefault();
    shut();
    button.current?.focus();
  };
  return (
    <div class="menu-place" ref={place} onKeyDown={escape}>
      <button type="button" class="icon" ref={button} aria-label={strings.menu} aria-expanded={state.value !== 'shut'}
        onClick={() => { state.value = state.value === 'shut' ? 'open' : 'shut'; }}><Dots /></button>
      {state.value === 'open' && (
        <div class="menu">
          <button type="button" onClick={() => { sound.value = !sound.value; }}>
            {sound.value ? <SoundOn /> : <SoundOff />}{sound.value ? strings.soundOff : strings.soundOn}
          </button>
          {running && <button type="button" onClick={() => { state.value = 'sure'; }}><Leave />{strings.end}</button>}
        </div>
      )}
      {state.value === 'sure' && (
        <Sure yes={() => { shut(); void session.end(); }} no={() => { shut(); button.current?.focus(); }} />
      )}
    </div>
  );
}

function Sure({ yes, no }: { yes: () => void; no: () => void }) {
  return (
    <div class="menu" role="group" aria-label={strings.reallyEnd}>
      <p>{strings.reallyEnd}</p>
      <button type="button" class="danger" onClick={yes}><Leave />{strings.end}</button>
      <button type="button" onClick={no}><Close />{strings.cancel}</button>
    </div>
  );
}

/** Shuts the menu when the person goes on elsewhere. */
function useOutside(place: RefObject<HTMLElement | null>, state: Signal<MenuState>, shut: () => void): void {
  useEffect(() => {
    if (state.value === 'shut') return;
    place.current?.querySelector<HTMLElement>('.menu button')?.focus();
    const outside = (event: Event) => { if (!place.current?.contains(event.target as Node)) shut(); };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [state.value]);
}
