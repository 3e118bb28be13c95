// Puts a floating box beside its anchor and keeps it inside the window.

export function place(box: HTMLElement, anchor: HTMLElement, align: 'start' | 'end' = 'start'): void {
  const gap = 4;
  const margin = 8;
  const at = anchor.getBoundingClientRect();
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const wanted = align === 'end' ? at.right - width : at.left;
  const left = Math.max(margin, Math.min(wanted, innerWidth - width - margin));
  const below = at.bottom + gap;
  const fits = below + height + margin <= innerHeight;
  const above = at.top - gap - height >= margin;
  box.style.left = `${left}px`;
  // Above it stands on the anchor: what grows less while one types stays beside it.
  box.style.bottom = !fits && above ? `${innerHeight - at.top + gap}px` : 'auto';
  box.style.top = fits ? `${below}px` : above ? 'auto' : `${Math.max(margin, innerHeight - height - margin)}px`;
}
