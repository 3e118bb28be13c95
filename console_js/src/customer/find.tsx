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

/** What is offered for what is typed, and which of it the arrows have come to. */
function useOptions({ but, onChoose, onNew }: FindProps) {
  const [typed, type] = useState('');
  const [at, point] = useState(0);
  const entered = useRef<string | null>(null);
  const { items, asked, failed } = useFound(typed);
  const shown = items.filter((customer) => customer.id !== but).slice(0, SHOWN);
  const words = typed.trim();
  const offersNew = onNew !== undefined && words !== '';
  const count = shown.length + (offersNew ? 1 : 0);
  const here = Math.min(at, count - 1);
  const choose = (index: number) => {
    const customer = shown[index];
    if (customer) onChoose(customer);
    else if (offersNew) onNew(words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? count - 1 : 0;
    if (event.isComposing || !count || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step) point((here + step) % count);
    // Before the answer is there, what stands first is not the best yet: Enter waits for it.
    else if (asked === words) choose(here);
    else entered.current = words;
  };
  useEffect(() => {
    if (entered.current === asked && count) choose(0);
    entered.current = null;
  }, [asked]);
  const nobody = words !== '' && asked === words && !count;
  return { typed, type: (text: string) => { type(text); point(0); }, words, shown, count, here, point, choose,
    onKeyDown, offersNew, nobody, failed };
}

export function FindCustomer(props: FindProps) {
  const { label, hint, error, autofocus } = props;
  const id = useId();
  const { typed, type, words, shown, count, here, point, choose, onKeyDown, offersNew, nobody,
    failed } = useOptions(props);
  return (
    <Field label={label} hint={hint} error={error} class="find-customer">
      {(ids) => (
        <>
          <span class="find-field"><SearchIcon size={14} />
            <input {...ids} class="input" type="text" role="combobox" dir="auto" autocomplete="off" spellcheck={false}
              data-autofocus={autofocus || undefined} aria-expanded={count > 0} aria-controls={`${id}-list`}
              aria-activedescendant={count > 0 ? `${id}-${here}` : undefined}
                placeholder="Name, address, company or phone"
              value={typed} onInput={(event) => type(event.currentTarget.value)} onKeyDown={onKeyDown} />
          </span>
          <div class="find-list" id={`${id}-list`} role="listbox" aria-label="Customers found" hidden={!count}>
            {shown.map((customer, index) => (
              <Option key={customer.id} id={`${id}-${index}`} here={index === here} onPoint={() => point(index)}
                onChoose={() => choose(index)}>
                <Avatar name={nameOf(customer)} size={26} /><CustomerWords customer={customer} />
              </Option>
            ))}
            {offersNew && (
              <Option id={`${id}-${shown.length}`} look="new" here={here === shown.length}
                onPoint={() => point(shown.length)} onChoose={() => choose(shown.length)}>
                <span class="find-plus"><PlusIcon size={14} /></span><span>New customer “<bdi>{words}</bdi>”</span>
              </Option>
            )}
          </div>
          {nobody && <p class="find-nothing" role="status">{failed ? 'The search did not work. Try again.'
            : 'Nobody is known by these words.'}</p>}
        </>
      )}
    </Field>
  );
}

interface OptionProps { id: string; here: boolean; look?: string; onPoint: () => void; onChoose: () => void;
  children: ComponentChildren }

function Option({ id, here, look = '', onPoint, onChoose, children }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => { if (here) row.current!.scrollIntoView({ block: 'nearest' }); }, [here]);
  return (
    <div ref={row} id={id} role="option" aria-selected={here} class={`find-row ${look}`}
      onPointerMove={() => { if (!here) onPoint(); }}
      onPointerDown={(event) => event.preventDefault()} onClick={onChoose}>{children}</div>
  );
}

export const CustomerWords = ({ customer }: { customer: Customer }) => (
  <span class="find-words"><b class="truncate" dir="auto">{nameOf(customer)}</b>
    <small class="truncate">{[customer.name.trim() ? customer.emails[0] : '',
      customer.company].filter(Boolean).join(' · ') || 'No address'}</small></span>
);
