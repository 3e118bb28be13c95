/** What a change of a ticket is called when it is told to who made it. Pure. */
import type { Ticket } from '../../../shared_js/wire';
import { priorityLabel, statusLabel } from '../ui/marks';
import { changedFields } from './state';

const SENTENCES: Record<string, (before: Ticket, after: Ticket) => string> = {
  subject: () => 'Subject changed.',
  assignee: (_, { assignee, team }) => (assignee ?? team ? `Given to ${(assignee ?? team)!.name}.` : 'Back in the inbox.'),
  team: (_, { team }) => (team ? `Given to ${team.name}.` : 'No team any more.'),
  status: (_, { status }) => `Status: ${statusLabel(status)}.`,
  priority: (_, { priority }) => `Priority: ${priorityLabel(priority)}.`,
  labels: (before, after) => {
    const added = after.labels.filter((name) => !before.labels.includes(name));
    const removed = before.labels.filter((name) => !after.labels.includes(name));
    return added.length ? `Label ${added.join(', ')} added.` : `Label ${removed.join(', ')} removed.`;
  },
  category: (_, { category }) => (category ? `Category: ${category}.` : 'No category any more.'),
};
/** What came along with another field is not told as well. */
const LED_BY: Record<string, string[]> = { status: ['assignee'], team: ['assignee'] };

/** Empty if nothing changed. */
export function changed(before: Ticket, after: Ticket): string {
  const fields: string[] = changedFields(before, after);
  const told = fields.find((field) => !LED_BY[field]?.some((leader) => fields.includes(leader)));
  return told ? SENTENCES[told]!(before, after) : '';
}
