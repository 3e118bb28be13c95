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
  const top = fits ? below : Math.max(margin, Math.min(at.top - gap - height, innerHeight - height - margin));
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
