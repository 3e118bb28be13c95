// A modal dialog on the browser's own <dialog>: it traps the focus and gives it back by itself.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Button, IconButton } from './button';
import { CloseIcon } from './icons';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  footer?: ComponentChildren;
  size?: 'sm' | 'md' | 'lg' | 'xl';
  /** With it the dialog is a form: Enter sends, and the footer holds a submit button. */
  onSubmit?: () => void;
  /** Hides the title bar; the title still names the dialog. */
  bare?: boolean;
}

export function Dialog({ title, onClose, children, footer, size = 'md', onSubmit, bare }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const box = ref.current!;
    const before = document.activeElement as HTMLElement | null;
    box.showModal();
    const wanted = ['[autofocus], [data-autofocus]', '.dialog-body :is(input, select, textarea)', '.dialog-footer button'];
    wanted.map((selector) => box.querySelector<HTMLElement>(selector)).find((found) => found)?.focus();
    return () => { box.close(); before?.focus?.(); };
  }, []);
  const inside = (
    <>
      {bare ? <h2 id={id} class="sr-only">{title}</h2> : (
        <header class="dialog-head"><h2 id={id}>{title}</h2><IconButton icon={CloseIcon} label="Close" onClick={onClose} /></header>
      )}
      <div class="dialog-body">{children}</div>
      {footer && <footer class="dialog-footer">{footer}</footer>}
    </>
  );
  return (
    <dialog ref={ref} class={`dialog ${size}${bare ? ' bare' : ''}`} aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onPointerDown={(event) => { if (event.target === ref.current) onClose(); }}>
      {onSubmit ? <form class="dialog-frame" noValidate onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>{inside}</form>
        : <div class="dialog-frame">{inside}</div>}
    </dialog>
  );
}

interface Question {
  title: string;
  text: string;
  action: string;
  /** The focus is then on Cancel, so that a key meant for something else confirms nothing. */
  danger?: boolean;
}
const asked = signal<(Question & { answer: (yes: boolean) => void }) | null>(null);

/** Asks before something that can't be taken back. */
export function confirm(question: Question): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => {
    asked.value = { ...question, answer: (yes) => { asked.value = null; resolve(yes); } };
  });
}

/** Drawn once by the shell. */
export function Confirmation() {
  const question = asked.value;
  if (!question) return null;
  return (
    <Dialog title={question.title} size="sm" onClose={() => question.answer(false)} onSubmit={() => question.answer(true)}
      footer={<>
        <Button data-autofocus={question.danger || undefined} onClick={() => question.answer(false)}>Cancel</Button>
        <Button type="submit" variant={question.danger ? 'danger' : 'primary'}
          data-autofocus={!question.danger || undefined}>{question.action}</Button>
      </>}>
      <p>{question.text}</p>
    </Dialog>
  );
}
