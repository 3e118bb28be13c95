// A customer found while typing: name, address, company or phone (ARIA combobox with its list right below).
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Customer } from '../../../shared_js/wire';
import { api } from '../api';
import { Avatar, Field, PlusIcon, SearchIcon } from '../ui';
import { nameOf } from './patch';
import './find.css';

const PAUSE_MS = 140;
const SHOWN = 6;

interface FoundCustomers { items: readonly Customer[]; asked: string; failed: boolean }
const NOTHING: FoundCustomers = { items: [], asked: '', failed: false };

/** Asks a moment after the last letter; an answer that a newer question overtook is dropped. */
export function useFound(typed: string): FoundCustomers {
  const [found, setFound] = useState(NOTHING);
  const words = typed.trim();
  useEffect(() => {
    if (!words) return setFound(NOTHING);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.customers(words, undefined, stop.signal).then(
        ({ items }) => setFound({ items, asked: words, failed: false }),
        () => { if (!stop.signal.aborted) setFound({ items: [], asked: words, failed: true }); },
      );
    }, PAUSE_MS);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [words]);
  return words ? found : NOTHING;
}

interface FindProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  /** Left out of what is found. */
  but?: string;
  onChoose: (customer: Customer) => void;
  /** What is typed can be made instead. */
  onNew?: (typed: string) => void;
  autofocus?: boolean;
}

export function FindCustomer({ label, hint, error, but, onChoose, onNew, autofocus }: FindProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const { items, asked, failed } = useFound(typed);
  const shown = items.filter((customer) => customer.id !== but).slice(0, SHOWN);
  const words = typed.trim();
  const options = shown.length + (onNew && words ? 1 : 0);
  const here = Math.min(at, options - 1);
  const choose = (index: number) => {
    const customer = shown[index];
    if (customer) onChoose(customer);
    else if (onNew && words) onNew(words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || !options) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setAt((here + (event.key === 'ArrowDown' ? 1
      : options - 1)) % options);
    // Before the answer is there, Enter would choose what one has not read.
    else if (event.key === 'Enter') { if (asked === words) choose(here); } else return;
    event.preventDefault();
  };
  return (
    <Field label={label} hint={hint} error={error} class="find-customer">
      {(ids) => (
        <>
          <span class="find-field"><SearchIcon size={14} />
            <input {...ids} class="input" type="text" role="combobox" dir="auto" autocomplete="off" spellcheck={false}
              data-autofocus={autofocus || undefined}
              aria-expanded={options > 0} aria-controls={`${id}-list`} aria-activedescendant={options > 0
                ? `${id}-${here}` : undefined}
              placeholder="Name, address, company or phone" value={typed}
                onInput={(event) => { setTyped(event.currentTarget.value); setAt(0); }} onKeyDown={onKeyDown} />
          </span>
          <div class="find-list" id={`${id}-list`} role="listbox" aria-label="Customers found" hidden={!options}>
            {shown.map((customer, index) => (
              <FoundRow key={customer.id} id={`${id}-${index}`} customer={customer} here={index === here}
                onPoint={() => setAt(index)} onChoose={() => choose(index)} />
            ))}
            {onNew && words && (
              <div id={`${id}-${shown.length}`} role="option" aria-selected={here === shown.length}
                class="find-row new" onPointerMove={() => setAt(shown.length)}
                onPointerDown={(event) => event.preventDefault()} onClick={() => choose(shown.length)}>
                <span class="find-plus"><PlusIcon size={14} /></span><span>New customer “<bdi>{words}</bdi>”</span>
              </div>
            )}
          </div>
          {words && asked === words && !shown.length && !onNew && <p class="find-nothing" role="status">
            {failed ? 'The search did not work. Try again.' : 'Nobody is known by these words.'}</p>}
        </>
      )}
    </Field>
  );
}

interface RowProps { id: string; customer: Customer; here: boolean; onPoint: () => void; onChoose: () => void }

function FoundRow({ id, customer, here, onPoint, onChoose }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => { if (here) row.current!.scrollIntoView({ block: 'nearest' }); }, [here]);
  return (
    <div ref={row} id={id} role="option" aria-selected={here} class="find-row"
      onPointerMove={() => { if (!here) onPoint(); }}
      onPointerDown={(event) => event.preventDefault()} onClick={onChoose}>
      <Avatar name={nameOf(customer)} size={26} />
      <CustomerWords customer={customer} />
    </div>
  );
}

export const CustomerWords = ({ customer }: { customer: Customer }) => (
  <span class="find-words"><b class="truncate" dir="auto">{nameOf(customer)}</b>
    <small class="truncate">{[customer.name.trim() ? customer.emails[0] : '',
      customer.company].filter(Boolean).join(' · ') || 'No address'}</small></span>
);
