// The list before it is loaded: rows of the height the real ones have.
import { Skeleton } from '../ui';

const WIDTHS = ['62%', '48%', '74%', '55%', '68%', '44%', '70%', '58%'];

export const QueueSkeleton = () => (
  <ul class="rows" aria-hidden="true">
    {WIDTHS.map((width) => (
      <li key={width} class="row"><div class="row-link">
        <Skeleton width="34px" height="34px" round />
        <span class="row-body"><span class="row-line"><Skeleton width={width} height="12px" /></span><span
          class="row-line">
          <Skeleton width="88%" height="11px" /></span></span>
      </div></li>
    ))}
  </ul>
);
