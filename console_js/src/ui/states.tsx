// What a place shows while it has no data: loading, empty, or broken.
import type { ComponentChildren } from 'preact';
import { Button } from './button';
import { type Icon, WarnIcon } from './icons';

export const Spinner = ({ label }: { label?: string }) => (
  <span class="spinner" role={label ? 'status' : undefined} aria-label={label} aria-hidden={label ? undefined : true} />
);

/** A grey shape of the size the real thing will have, so that nothing moves when it comes. */
export const Skeleton = ({ width = '100%', height = '1em', round }: { width?: string; height?: string; round?: boolean }) => (
  <span class={round ? 'skeleton round' : 'skeleton'} style={{ width, height }} aria-hidden="true" />
);

interface StateProps { title: string; children?: ComponentChildren; action?: ComponentChildren; icon?: Icon }

export const EmptyState = ({ title, children, action, icon: Glyph }: StateProps) => (
  <div class="state">
    {Glyph && <span class="state-icon"><Glyph size={22} /></span>}
    <strong>{title}</strong>
    {children && <p>{children}</p>}
    {action}
  </div>
);

export const ErrorState = ({ title, children, onRetry }: { title: string; children?: ComponentChildren; onRetry?: () => void }) => (
  <div class="state error" role="alert">
    <span class="state-icon"><WarnIcon size={22} /></span>
    <strong>{title}</strong>
    {children && <p>{children}</p>}
    {onRetry && <Button onClick={onRetry}>Try again</Button>}
  </div>
);
