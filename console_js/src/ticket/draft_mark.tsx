// In a list of tickets: that one has begun to write in this one.
import { Badge, EditIcon } from '../ui';
import { draftedTickets } from './drafts';

/** By itself, so that a letter more in a draft does not draw the row again. */
export function DraftMark({ number }: { number: number }) {
  return draftedTickets.value.has(number) ? <Badge tone="warn" icon={EditIcon}>Draft</Badge> : null;
}
