// A button that opens a list of choices: arrows, Home, End, typing a letter, Escape; drawn in the top layer.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Kbd } from './badge';
import { CheckIcon, type Icon } from './icons';
import { place } from './place';
import { typeAhead } from './type_ahead';

export interface MenuItem {
  id: string;
  label: string;
  run: () => void;
  icon?: Icon;
  /** Drawn in place of the icon, an avatar for instance. */
  lead?: ComponentChildren;
  hint?: string;
  keys?: string;
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** Draws a line above. */
  divide?: boolean;
}
export interface TriggerProps {
  ref: { current: HTMLButtonElement | null };
  onClick: () => void;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
}

/** `trigger` draws the button, and must spread the attributes it is given on it. */
export function Menu({ label, items, trigger, align = 'start' }:
  { label: string; items: MenuItem[]; trigger: (props: TriggerProps) => ComponentChildren; align?: 'start' | 'end' }) {
  const button = useRef<HTMLButtonElement | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {trigger({ ref: button, onClick: () => setOpen((was) => !was), 'aria-haspopup': 'menu', 'aria-expanded': open })}
      {open && <MenuList label={label} items={items} anchor={button} align={align} onClose={() => setOpen(false)} />}
    </>
  );
}

function MenuList({ label, items, anchor, align, onClose }:
  { label: string; items: MenuItem[]; anchor: { current: HTMLElement | null }; align: 'start' | 'end'; onClose: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef(typeAhead());
  const id = useId();
  // Before the next key can come: "p u" is quick to type.
  useLayoutEffect(() => {
    const box = list.current!;
    box.showPopover();
    place(box, anchor.current!, align);
    const first = box.querySelector<HTMLElement>('[aria-checked=true]') ?? box.querySelector<HTMLElement>('[role^=menuitem]:not(:disabled)');
    first?.focus({ preventScroll: true });
    const away = (event: Event) => {
      if (!box.contains(event.target as Node) && !anchor.current!.contains(event.target as Node)) onClose();
    };
    document.addEventListener('pointerdown', away, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      window.removeEventListener('resize', onClose);
    };
  }, []);
  const close = () => { onClose(); anchor.current?.focus(); };
  const choose = (item: MenuItem) => { close(); item.run(); };
  return (
    <div ref={list} id={id} popover="manual" class="menu" role="menu" aria-label={label}
      onKeyDown={(event) => moveFocus(event, list.current!, typed.current, close)}>
      {items.map((item) => <MenuRow key={item.id} item={item} choose={choose} />)}
    </div>
  );
}

const MenuRow = ({ item, choose }: { item: MenuItem; choose: (item: MenuItem) => void }) => (
  <button type="button" role={item.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked={item.checked} tabIndex={-1}
    disabled={item.disabled}
    class={`menu-item${item.danger ? ' danger' : ''}${item.divide ? ' divide' : ''}`} onClick={() => choose(item)}>
    {item.lead ?? (item.icon && <item.icon />)}
    <span class="menu-label">{item.label}{item.hint && <small>{item.hint}</small>}</span>
    {item.checked && <CheckIcon />}
    {item.keys && <Kbd keys={item.keys} />}
  </button>
);

type TypeAhead = ReturnType<typeof typeAhead>;

function moveFocus(event: KeyboardEvent, box: HTMLElement, typed: TypeAhead, close: () => void) {
  const rows = [...box.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const go = (index: number) => rows[(index + rows.length) % rows.length]?.focus();
  const moves: Record<string, () => void> = {
    ArrowDown: () => go(at + 1), ArrowUp: () => go(at - 1), Home: () => go(0), End: () => go(-1), Escape: close, Tab: close,
  };
  const move = moves[event.key];
  if (move) {
    event.preventDefault();
    event.stopPropagation();
    move();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !(event.key === ' ' && !typed.waiting(event.timeStamp))) {
    const labels = rows.map((row) => row.querySelector('.menu-label')?.textContent ?? '');
    rows[typed(event.key, labels, at, event.timeStamp)]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
