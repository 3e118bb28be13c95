// Choosing one or several of many by typing: a button that opens a search field over a list (ARIA combobox).
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CheckIcon, PlusIcon } from './icons';
import { place } from './place';
import { hasWords, plain } from './words';

export interface Choice {
  id: string;
  label: string;
  lead?: ComponentChildren;
  hint?: string;
  checked?: boolean;
  /** Choices of one group stand together under its name. */
  group?: string;
}
export interface PickerTrigger {
  ref: { current: HTMLButtonElement | null };
  onClick: () => void;
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
}
export interface PickerProps {
  label: string;
  placeholder: string;
  choices: Choice[];
  onChoose: (id: string) => void;
  /** Stays open so that several can be ticked. */
  multiple?: boolean;
  /** Shown when nothing fits what was typed. */
  nothing: string;
  /** What is typed and not among the choices can be made. */
  make?: { label: (typed: string) => string; run: (typed: string) => void } | undefined;
  /** Draws the button, and must spread the attributes it is given on it. */
  trigger: (props: PickerTrigger) => ComponentChildren;
}

export function Picker({ trigger, ...rest }: PickerProps) {
  const button = useRef<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {trigger({ ref: button, onClick: () => setOpen((was) => !was), 'aria-haspopup': 'dialog', 'aria-expanded': open })}
      {open && <PickerBox {...rest} anchor={button} onClose={() => setOpen(false)} />}
    </>
  );
}

type BoxProps = Omit<PickerProps, 'trigger'> & { anchor: { current: HTMLElement | null }; onClose: () => void };

const NEW = ' new';

/** The choices that fit what is typed, and at the end the one that is to be made. */
export function offered(choices: readonly Choice[], typed: string, make: PickerProps['make']): Choice[] {
  const fitting = choices.filter((choice) => hasWords(`${choice.label} ${choice.hint ?? ''}`, typed));
  const name = typed.trim();
  // What begins so comes first; groups stay together.
  if (name && !choices.some(({ group }) => group)) {
    const begins = ({ label }: Choice) => Number(plain(label).startsWith(plain(name)));
    fitting.sort((a, b) => begins(b) - begins(a));
  }
  if (!make || !name || choices.some(({ label }) => plain(label) === plain(name))) return fitting;
  return [...fitting, { id: NEW, label: make.label(name), lead: <PlusIcon /> }];
}

function PickerBox({ label, placeholder, choices, onChoose, multiple, nothing, make, anchor, onClose }: BoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [typed, setTyped] = useState('');
  const shown = offered(choices, typed, make);
  const [at, setAt] = useState(() => Math.max(0, choices.findIndex((choice) => choice.checked)));
  const here = Math.min(at, shown.length - 1);
  const step = (by: number) => { if (shown.length) setAt((here + by + shown.length) % shown.length); };
  useFloating(box, anchor, onClose);
  useLayoutEffect(() => {
    box.current!.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest' });
  }, [here, typed]);
  const close = () => { onClose(); anchor.current?.focus(); };
  const choose = (choice: Choice) => {
    if (!multiple) close();
    if (choice.id !== NEW) return onChoose(choice.id);
    make!.run(typed.trim());
    setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => step(1), ArrowUp: () => step(-1),
      Enter: () => { const choice = shown[here]; if (choice) choose(choice); }, Escape: close, Tab: close,
    };
    const run = keys[event.key];
    event.stopPropagation();
    if (!run) return;
    event.preventDefault();
    run();
  };
  return (
    <div ref={box} popover="manual" class="menu picker" role="dialog" aria-label={label}>
      <input class="picker-input" type="text" role="combobox" dir="auto" aria-label={label} aria-expanded="true" aria-controls={`${id}-list`} autocomplete="off" spellcheck={false}
        aria-activedescendant={shown[here] ? `${id}-${here}` : undefined} placeholder={placeholder} value={typed}
        onInput={(event) => { setTyped(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} />
      <div class="picker-list" id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multiple}>
        {shown.map((choice, index) => (
          <PickerRow key={choice.id} id={`${id}-${index}`} choice={choice} here={index === here} heading={choice.group !== shown[index - 1]?.group} choose={choose} point={() => setAt(index)} />
        ))}
        {!shown.length && <p class="picker-nothing">{nothing}</p>}
      </div>
    </div>
  );
}

interface RowProps { id: string; choice: Choice; here: boolean; heading: boolean; choose: (choice: Choice) => void; point: () => void }

const PickerRow = ({ id, choice, here, heading, choose, point }: RowProps) => (
  <>
    {heading && choice.group && <div class="picker-group" role="presentation">{choice.group}</div>}
    <div id={id} class="menu-item" role="option" aria-selected={choice.checked ?? false} data-here={here || undefined}
      onPointerMove={() => { if (!here) point(); }} onPointerDown={(event) => event.preventDefault()} onClick={() => choose(choice)}>
      {choice.lead}
      <span class="menu-label">{choice.label}{choice.hint && <small>{choice.hint}</small>}</span>
      {choice.checked && <CheckIcon />}
    </div>
  </>
);

function useFloating(box: { current: HTMLDivElement | null }, anchor: { current: HTMLElement | null }, onClose: () => void) {
  // Before the next key can come: quick typing belongs to the field.
  useLayoutEffect(() => {
    const element = box.current!;
    element.showPopover();
    place(element, anchor.current!);
    element.querySelector('input')!.focus({ preventScroll: true });
    const away = (event: Event) => {
      if (!element.contains(event.target as Node) && !anchor.current!.contains(event.target as Node)) onClose();
    };
    // The keyboard of a phone resizes the window: follow the anchor instead of closing.
    const follow = () => place(element, anchor.current!);
    document.addEventListener('pointerdown', away, true);
    window.addEventListener('resize', follow);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      window.removeEventListener('resize', follow);
    };
  }, []);
}
