// The lists that open while one types: canned replies after ";" or "/", people and teams after "@".
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Canned, Mention, Ticket } from '../../../shared_js/wire';
import { store } from '../store';
import { Avatar, TeamIcon } from '../ui';
import { rank } from '../palette/fuzzy';
import { cannedReplies, fill, findCanned, firstGap, needCanned, siteOf, variables } from './canned';
import type { Mode, Part } from './drafts';
import { apply } from './edit';
import { triggerAt, type Trigger } from './trigger';

const MOST = 8;

interface Suggested {
  id: string; label: string; hint: string; lead: ComponentChildren;
  take: (area: HTMLTextAreaElement, trigger: Trigger) => void;
}
interface Asked { area: { current: HTMLTextAreaElement | null }; ticket: Ticket; mode: Mode; part: Part }

export function useSuggestions({ area, ticket, mode, part }: Asked) {
  const id = useId();
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [at, setAt] = useState(0);
  // Where Escape closed the list, so that the next letter does not open it again.
  const refused = useRef(-1);
  useEffect(needCanned, []);
  const items = trigger ? suggested(trigger, ticket, part) : [];
  const here = Math.min(at, items.length - 1);
  const look = () => {
    const box = area.current;
    const caret = box && box.selectionStart === box.selectionEnd ? box.selectionStart : null;
    const found = box && caret !== null ? triggerAt(box.value, caret, mode) : null;
    if (!found) refused.current = -1;
    if (found?.from !== trigger?.from || found?.query !== trigger?.query) setAt(0);
    setTrigger(found && found.from !== refused.current ? found : null);
  };
  const close = () => setTrigger(null);
  const choose = (item: Suggested) => {
    refused.current = trigger!.from;
    item.take(area.current!, trigger!);
    close();
  };
  /** Whether the key belonged to the list. */
  const press = (event: KeyboardEvent): boolean => {
    if (!items.length || event.ctrlKey || event.metaKey || event.altKey) return false;
    const keys: Record<string, () => void> = {
      ArrowDown: () => setAt((here + 1) % items.length), ArrowUp: () => setAt((here - 1 + items.length) % items.length),
      Enter: () => choose(items[here]!), Tab: () => choose(items[here]!),
      Escape: () => { refused.current = trigger!.from; close(); },
    };
    const run = keys[event.key];
    if (!run) return false;
    event.preventDefault();
    event.stopPropagation();
    run();
    return true;
  };
  const open = items.length > 0;
  const shown = open ? { 'aria-controls': id, 'aria-activedescendant': `${id}-${here}` } : {};
  const aria = { 'aria-autocomplete': 'list' as const, ...shown };
  return { id, kind: trigger?.kind, items, here, area, look, close, choose, press, point: setAt, aria };
}

export function Suggestions({ id, kind, items, here, area, choose, point }: ReturnType<typeof useSuggestions>) {
  const box = useRef<HTMLDivElement>(null);
  const open = items.length > 0;
  const label = kind === 'canned' ? 'Canned replies' : 'People and teams';
  useLayoutEffect(() => {
    if (!open) return;
    box.current!.showPopover();
    above(box.current!, area.current!);
  }, [open, items.length]);
  useLayoutEffect(() => { box.current?.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest' }); }, [here]);
  return (
    <>
      <span class="sr-only" role="status">{open && `${items.length} to choose from with the arrow keys: ${label}`}</span>
      {open && (
        <div ref={box} id={id} popover="manual" class="menu suggestions" role="listbox" aria-label={label}>
          {items.map((item, index) => (
            <div key={item.id} id={`${id}-${index}`} class="menu-item" role="option" aria-selected={index === here}
              data-here={index === here || undefined} onPointerMove={() => { if (index !== here) point(index); }}
              onPointerDown={(event) => event.preventDefault()} onClick={() => choose(item)}>
              {item.lead}<span class="menu-label"><bdi>{item.label}</bdi><small><bdi>{item.hint}</bdi></small></span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

/** Over the whole composer, where it hides neither the words and buttons nor whether this is a reply or a note. */
function above(box: HTMLElement, field: HTMLElement): void {
  const at = field.getBoundingClientRect();
  const { top } = (field.closest('.writer') ?? field).getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.max(8, top - box.offsetHeight - 6)}px`;
}

const suggested = (trigger: Trigger, ticket: Ticket, part: Part): Suggested[] =>
  (trigger.kind === 'canned' ? cannedItems(ticket, trigger.query) : mentionItems(part, trigger.query));

const LINE = 90;

function cannedItems(ticket: Ticket, query: string): Suggested[] {
  return findCanned(cannedReplies.value, query).slice(0, MOST).map((canned) => ({
    id: canned.id, label: canned.title, hint: canned.body.replace(/\s+/g, ' ').slice(0, LINE),
    lead: <code class="shortcut">;{canned.shortcut}</code>,
    take: (area, trigger) => insertCanned(area, ticket, canned, trigger),
  }));
}

/** In place of what was typed to find it, filled in; the first gap is selected. */
export function insertCanned(area: HTMLTextAreaElement, ticket: Ticket, canned: Canned, trigger?: Trigger): void {
  const words = fill(canned.body, variables(ticket, store.me.value!, siteOf(ticket)));
  const [from, to] = trigger ? [trigger.from, trigger.to] : [area.selectionStart, area.selectionEnd];
  const gap = firstGap(words);
  const end = from + words.length;
  apply(area, { from, to, insert: words, start: gap ? from + gap.start : end, end: gap ? from + gap.end : end });
}

function mentionItems(part: Part, query: string): Suggested[] {
  const me = store.me.value?.id;
  const people = store.agents.value.filter(({ id, active, invited }) => id !== me && active && !invited);
  const known: (Mention & { hint: string; lead: ComponentChildren })[] = [
    ...people.map(({ id, name, email, picture, presence }) => ({
      kind: 'agent' as const, id, name, hint: email,
      lead: <Avatar name={name} picture={picture} size={22} presence={presence} />,
    })),
    ...store.teams.value.map(({ id, name, members }) => ({
      kind: 'team' as const, id, name, hint: `Team of ${members.length}`,
      lead: <span class="suggest-team"><TeamIcon /></span>,
    })),
  ];
  return rank(query, known, ({ name }) => name).slice(0, MOST).map(({ kind, id, name, hint, lead }) => ({
    id: `${kind}:${id}`, label: name, hint, lead,
    take: (area, { from, to }) => {
      const insert = `@${name} `;
      apply(area, { from, to, insert, start: from + insert.length, end: from + insert.length });
      const others = part.mentions.value.filter((mention) => mention.id !== id);
      part.mentions.value = [...others, { kind, id, name }];
    },
  }));
}
